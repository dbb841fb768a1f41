using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Nusaloka.Accounts.Programs;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Programs;
using Nusaloka.Api.Http;
using Nusaloka.Api.Privacy;
using Nusaloka.Wallets;

namespace Nusaloka.Api.Wallets;

/// <summary>Balances and the movements that have one wallet.</summary>
public static class WalletEndpoints
{
    private const string ExampleId = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e";

    private static readonly BalanceResponse ExampleBalance = new(ExampleId, 150_000);
    private static readonly OwnBalanceResponse ExampleOwn = new(ExampleId, 150_000, 100_000, 50_000);
    private static readonly WalletLimitsResponse ExampleLimits = new(
        ExampleId, WalletTier.Verified, new LimitResponse(150_000, 20_000_000), new LimitResponse(400_000, 40_000_000), new LimitResponse(0, 20_000_000));

    private static readonly BalanceAfterResponse ExampleAfter = new(ExampleId, 150_000);

    /// <summary>
    /// Adds /wallet/balance, /wallet/limits, /wallet/topup, /users/{id}/balance, /users/{id}/topup, /users/{id}/debit,
    /// /internal/users/{id}/balance and /internal/users/{id}/wallet/tier.
    /// </summary>
    public static void MapWallets(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/wallet").RequireAuthorization(Policies.Person).WithTags("Wallets");
        own.MapGet("/balance", OwnBalanceAsync)
            .WithName("get_own_balance").WithSummary("Read one's own balance")
            .WithDescription("Whole rupiah, as of now: what is in the wallet, what of it can be spent, and what is set aside.")
            .Produces<OwnBalanceResponse>().Refuses(404).ResponseExample(ExampleOwn);
        own.MapGet("/limits", (ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
                LimitsAsync(caller.Id(), grains, cancellationToken))
            .WithName("get_own_limits").WithSummary("Read the limits of one's own wallet")
            .WithDescription("What counts of them so far. Days and months are those of Western Indonesian Time (UTC+7).")
            .Produces<WalletLimitsResponse>().Refuses(404).ResponseExample(ExampleLimits);
        own.MapPost("/topup", (JsonBody<AmountRequest> body, IdempotencyKey key, ClaimsPrincipal caller, IGrainFactory grains,
                WalletOperations operations, CancellationToken cancellationToken) =>
                TopUpAsync(caller.Id(), body, key, grains, operations, cancellationToken))
            .WithName("top_up_own_wallet").WithSummary("Add money to one's own wallet")
            .WithDescription("Play money of the sandbox gateway's instant method, where that is open; elsewhere 422 method_unavailable: see POST /payments.").AnswersBalanceAfter();

        var users = routes.MapGroup("/users/{id}").RequireAuthorization(Policies.OwnerOrStaff).ForPrograms(ProgramScopes.Money).WithTags("Wallets");
        users.MapGet("/balance", BalanceAsync).ForPrograms(ProgramScopes.Records).RecordsReads("balance").WithName("get_user_balance")
            .WithSummary("Read a user's balance").WithDescription("One's own, or any for staff.")
            .Produces<BalanceResponse>().Refuses(404).ResponseExample(ExampleBalance);
        users.MapPost("/topup", TopUpAsync).RequireAuthorization(Policies.OwnerOrAdmin).RecordsReads("topped_up").WithName("top_up_user_wallet")
            .WithSummary("Add money to a user's wallet").WithDescription("One's own, or any for admins and programs. Play money, as POST /wallet/topup.").AnswersBalanceAfter();
        users.MapPost("/debit", DebitAsync).RequireAuthorization(Policies.OwnerOrAdmin).RecordsReads("debited").WithName("debit_user_wallet")
            .WithSummary("Take money out of a user's wallet").WithDescription("One's own, or any for admins and programs.").AnswersBalanceAfter();

        var programs = routes.MapGroup("/internal/users/{id}").RequireAuthorization(Policies.ServiceOnly).ForPrograms(ProgramScopes.Money).WithTags("Internal");
        programs.MapPut("/wallet/tier", SetTierAsync).ForPrograms(ProgramScopes.Limits).WithName("set_wallet_tier")
            .WithSummary("Say whose limits a wallet has, for programs").WithDescription("Needs a service token.")
            .Produces<WalletLimitsResponse>().Refuses(404)
            .RequestExample(new SetTierRequest { Tier = WalletTier.Verified }).ResponseExample(ExampleLimits);
        programs.MapPut("/balance", ChangeBalanceAsync).WithName("change_user_balance")
            .WithSummary("Move a user's balance, for programs").WithDescription("Needs a service token.")
            .AnswersBalanceAfter(new ChangeBalanceRequest { Action = BalanceAction.Credit, Amount = 25_000 });
    }

    private static RouteHandlerBuilder AnswersBalanceAfter(this RouteHandlerBuilder route, object? request = null) => route
        .Produces<BalanceAfterResponse>().Refuses(404, 409, 422, 503)
        .RequestExample(request ?? new AmountRequest { Amount = 150_000 }).ResponseExample(ExampleAfter);

    private static async Task<IResult> BalanceAsync(string id, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var balance = await grains.GetGrain<IWalletGrain>(id).GetBalanceAsync(cancellationToken);
        return balance.ToHttp(BalanceResponse.Of);
    }

    private static async Task<IResult> OwnBalanceAsync(ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await grains.GetGrain<IWalletGrain>(caller.Id()).GetBalanceAsync(cancellationToken)).ToHttp(OwnBalanceResponse.Of);

    private static async Task<IResult> LimitsAsync(string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await grains.GetGrain<IWalletGrain>(id).GetLimitsAsync(cancellationToken)).ToHttp(WalletLimitsResponse.Of);

    private static async Task<IResult> SetTierAsync(
        string id, JsonBody<SetTierRequest> body, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await grains.GetGrain<IWalletGrain>(id).SetTierAsync(body.Value.Tier, cancellationToken)).ToHttp(WalletLimitsResponse.Of);

    private static Task<IResult> TopUpAsync(
        string id, JsonBody<AmountRequest> body, IdempotencyKey key, IGrainFactory grains,
        WalletOperations operations, CancellationToken cancellationToken) =>
        operations.RunAsync("top_up", id, key, body.Value, operation => grains.GetGrain<IWalletGrain>(id)
            .TopUpAsync(new TopUp(Money.Rupiah(body.Value.Amount), operation), cancellationToken), moved => After(id, moved));

    private static Task<IResult> DebitAsync(
        string id, JsonBody<AmountRequest> body, IdempotencyKey key, IGrainFactory grains,
        WalletOperations operations, CancellationToken cancellationToken) =>
        operations.RunAsync("debit", id, key, body.Value, operation => grains.GetGrain<IWalletGrain>(id)
            .DebitAsync(new Debit(Money.Rupiah(body.Value.Amount), operation), cancellationToken), moved => After(id, moved));

    private static Task<IResult> ChangeBalanceAsync(
        string id, JsonBody<ChangeBalanceRequest> body, IdempotencyKey key, IGrainFactory grains,
        WalletOperations operations, CancellationToken cancellationToken)
    {
        var wallet = grains.GetGrain<IWalletGrain>(id);
        var amount = Money.Rupiah(body.Value.Amount);
        return body.Value.Action == BalanceAction.Debit
            ? operations.RunAsync("debit", id, key, body.Value,
                operation => wallet.DebitAsync(new Debit(amount, operation), cancellationToken), moved => After(id, moved))
            : operations.RunAsync("credit", id, key, body.Value,
                operation => wallet.CreditAsync(new Credit(amount, operation), cancellationToken), moved => After(id, moved));
    }

    private static Ok<BalanceAfterResponse> After(string id, Movement moved) =>
        TypedResults.Ok(new BalanceAfterResponse(id, moved.BalanceAfter.Units));
}

using System.Security.Claims;
using Nusaloka.Accounts.Programs;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Programs;
using Nusaloka.Api.Http;
using Nusaloka.Wallets;

namespace Nusaloka.Api.Wallets;

/// <summary>Money that is set aside in wallets.</summary>
public static class HoldEndpoints
{
    private const string ExampleUserId = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e";

    private static readonly HoldResponse Example = new(
        "6f0a4b9e-13c5-8d2f-a7b1-5c2d9e8f7a60", ExampleUserId, null, SystemAccount.Fees, TransactionKind.Charge, 50_000,
        HoldStatus.Open, "Foto udara di Padar", new DateTimeOffset(2026, 1, 6, 0, 30, 0, TimeSpan.Zero),
        new DateTimeOffset(2026, 1, 7, 0, 30, 0, TimeSpan.Zero));

    /// <summary>Adds /wallet/holds and /internal/users/{id}/holds.</summary>
    public static void MapHolds(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup("/wallet/holds").RequireAuthorization(Policies.Person).WithTags("Wallets")
            .MapGet("", ListAsync).WithName("list_own_holds")
            .WithSummary("Read what is set aside in one's own wallet").WithDescription("Balance and open holds of one moment.")
            .Produces<WalletHoldsResponse>().Refuses(404)
            .ResponseExample(new WalletHoldsResponse(ExampleUserId, 150_000, 100_000, 50_000, [Example]));

        var programs = routes.MapGroup("/internal/users/{id}/holds").RequireAuthorization(Policies.ServiceOnly).ForPrograms(ProgramScopes.Money).WithTags("Internal");
        programs.MapPost("", CreateAsync).WithName("create_hold")
            .WithSummary("Set a user's money aside, for programs")
            .WithDescription("It stays in the balance and cannot be spent, until it is captured, voided or expires. Needs a service token.")
            .Produces<HoldResponse>(201).Refuses(404, 409, 422, 503)
            .RequestExample(new CreateHoldRequest { Account = HoldAccount.Fees, Amount = 50_000, Description = Example.Description })
            .ResponseExample(Example);
        programs.MapPost("/{hold_id}/capture", CaptureAsync).WithName("capture_hold")
            .WithSummary("Take what was set aside, for programs")
            .WithDescription("All of it or a part; the rest is available again. A hold is captured or voided once. Those of payments and withdrawals are not found here. Needs a service token.")
            .Produces<TransactionResponse>().Refuses(404, 409, 422, 503)
            .RequestExample(new CaptureHoldRequest { Amount = 45_000 })
            .ResponseExample(new TransactionResponse(
                Example.Id, Example.Type, ExampleUserId, null, 45_000, TransactionStatus.Completed, Example.Description, Example.CreatedAt));
        programs.MapPost("/{hold_id}/void", VoidAsync).WithName("void_hold")
            .WithSummary("Give a hold free, for programs").WithDescription("Its money is available again. Those of payments and withdrawals are not found here. Needs a service token.")
            .Produces<HoldResponse>().Refuses(404, 409, 422, 503).ResponseExample(Example with { Status = HoldStatus.Voided });
    }

    private static async Task<IResult> ListAsync(ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await grains.GetGrain<IWalletGrain>(caller.Id()).GetHoldsAsync(cancellationToken)).ToHttp(WalletHoldsResponse.Of);

    private static async Task<IResult> CreateAsync(
        string id, JsonBody<CreateHoldRequest> body, IdempotencyKey key, IGrainFactory grains, WalletOperations operations,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var request = body.Value;
        if (request.PayeeId is null == request.Account is null)
            return new ProblemResult(Problem.Invalid("/payee_id", "required", "Either payee_id or account says whom it is for."));

        var (payee, kind) = request.PayeeId is { } person
            ? (Payee.Person(person), TransactionKind.Transfer)
            : (Payee.Ours(SystemAccount.Fees), TransactionKind.Charge);
        var expiry = request.ExpiresAt ?? clock.GetUtcNow().AddDays(WalletLimits.PendingDays);
        return await operations.RunAsync("authorize", id, key, request,
            operation => grains.GetGrain<IWalletGrain>(id).AuthorizeAsync(
                new Authorize(payee, kind, Money.Rupiah(request.Amount), request.Description ?? "", expiry, operation), cancellationToken),
            hold => TypedResults.Json(HoldResponse.Of(hold), statusCode: StatusCodes.Status201Created));
    }

    private static Task<IResult> CaptureAsync(
        string id, [Microsoft.AspNetCore.Mvc.FromRoute(Name = "hold_id")] string holdId, JsonBody<CaptureHoldRequest> body, IdempotencyKey key,
        IGrainFactory grains, WalletOperations operations, CancellationToken cancellationToken) =>
        operations.RunAsync("capture", id, key, new { holdId, body.Value.Amount },
            operation => grains.GetGrain<IWalletGrain>(id).CaptureAsync(
                new CaptureHold(holdId, body.Value.Amount is { } amount ? Money.Rupiah(amount) : null, operation), cancellationToken),
            moved => TypedResults.Ok(TransactionResponse.Of(moved.Transaction)));

    private static Task<IResult> VoidAsync(
        string id, [Microsoft.AspNetCore.Mvc.FromRoute(Name = "hold_id")] string holdId, IdempotencyKey key, IGrainFactory grains,
        WalletOperations operations, CancellationToken cancellationToken) =>
        operations.RunAsync("void", id, key, new { holdId },
            operation => grains.GetGrain<IWalletGrain>(id).VoidAsync(new VoidHold(holdId, operation), cancellationToken),
            hold => TypedResults.Ok(HoldResponse.Of(hold)));
}

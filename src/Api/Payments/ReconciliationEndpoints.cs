using System.ComponentModel;
using System.Security.Claims;
using Nusaloka.Accounts.Programs;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Programs;
using Nusaloka.Api.Http;
using Nusaloka.Payments;

namespace Nusaloka.Api.Payments;

/// <summary>What ledger and gateways say differently, for staff.</summary>
public static class ReconciliationEndpoints
{
    private static readonly DateTimeOffset At = new(2026, 1, 6, 1, 0, 0, TimeSpan.Zero);

    private static readonly ReconciliationResponse ExampleRun = new("2c5f39cb-3fb2-8e3d-994f-1127e4ddb538", At, At.AddSeconds(2), 214, 12, 1, [], true, 431, 226);

    private static readonly DifferenceResponse ExampleDifference = new(
        "1b4e28ba-2fa1-8d2c-883f-0016d3cca427", "6f0a4b9e-13c5-8d2f-a7b1-5c2d9e8f7a60", "midtrans", DifferenceKind.MissingInLedger, 0, 450_000,
        "captured", true, At, At, null, null, null);

    private static readonly OverfullWalletResponse ExampleWallet = new("0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e", Nusaloka.Wallets.WalletTier.Unverified, 2_450_000, 2_000_000);

    /// <summary>Adds /payments/reconciliations, /payments/differences, /payments/differences/{id}/close, /payments/overfull_wallets and /payments/system_accounts.</summary>
    public static void MapReconciliation(this IEndpointRouteBuilder routes)
    {
        var staff = routes.MapGroup("/payments").RequireAuthorization(Policies.StaffOnly).ForPrograms(ProgramScopes.Reconciliation).WithTags("Payments");
        staff.MapPost("/reconciliations", RunAsync).WithName("run_reconciliation").WithSummary("Compare ledger and gateways now")
            .WithDescription("What has changed since the last time, or since a given time: payments and withdrawals, the entries of the gateways' clearing accounts, and what gateways list. It runs each hour by itself; it changes nothing but the list of differences.")
            .Produces<ReconciliationResponse>(201).Refuses(503)
            .RequestExample(new RunReconciliationRequest { From = At.AddDays(-1) }).ResponseExample(ExampleRun);
        staff.MapGet("/reconciliations", ListAsync).WithName("list_reconciliations").WithSummary("List comparisons of ledger and gateways")
            .WithDescription("Newest first.").Produces<ReconciliationsResponse>().ResponseExample(new ReconciliationsResponse([ExampleRun], null));
        staff.MapGet("/differences", DifferencesAsync).WithName("list_differences").WithSummary("List what ledger and gateways say differently")
            .WithDescription("Open ones, newest first; with `all=true` those too that are no more.")
            .WithMetadata(new DocumentedParameter("all", false, "`true` for those too that are no more.", "true"))
            .Produces<DifferencesResponse>().ResponseExample(new DifferencesResponse([ExampleDifference], null));
        staff.MapPost("/differences/{id}/close", CloseAsync).RequireAuthorization(Policies.OfficerOnly).WithName("close_difference").WithSummary("Close a difference by hand")
            .WithDescription("For one that somebody has explained. It comes back only when ledger or gateway say something else than now. Who closed it and why is kept.")
            .Produces<DifferenceResponse>().Refuses(404, 409)
            .RequestExample(new CloseDifferenceRequest { Reason = "Dikembalikan lewat transfer bank, bukti 12/2026" })
            .ResponseExample(ExampleDifference with { IsOpen = false, ClosedBy = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e", ClosedReason = "Dikembalikan lewat transfer bank, bukti 12/2026", ClosedAt = At.AddHours(3) });
        staff.MapGet("/overfull_wallets", OverfullAsync).WithName("list_overfull_wallets").WithSummary("List wallets that hold more than they may")
            .WithDescription("By refunds and reversals, which are never refused, or because limits have changed. In the order of their ids.")
            .Produces<OverfullWalletsResponse>().ResponseExample(new OverfullWalletsResponse([ExampleWallet], null));
        staff.MapGet("/system_accounts", SystemAccountsAsync).WithName("list_system_accounts").WithSummary("List our own accounts in the ledger")
            .WithDescription("Escrow, fees, the gateways' clearing, what waits for officers, losses by disputes, rewards: with what each holds.")
            .Produces<SystemAccountsResponse>().ResponseExample(new SystemAccountsResponse([new("system:booking_escrow", 12_500_000), new("system:payment_suspense", 0)], null));
    }

    private static async Task<IResult> RunAsync(JsonBody<RunReconciliationRequest> body, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var run = await Grain(grains).RunAsync(body.Value.From, cancellationToken);
        return TypedResults.Created("/api/v1/payments/reconciliations", ReconciliationResponse.Of(run));
    }

    private static async Task<IResult> ListAsync(PageParameters page, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await Grain(grains).ListAsync(page.Page, cancellationToken))
            .ToHttp(static found => new ReconciliationsResponse([.. found.Items.Select(ReconciliationResponse.Of)], found.NextCursor));

    private static async Task<IResult> DifferencesAsync(PageParameters page, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await Grain(grains).ListDifferencesAsync(openOnly: request.Query["all"] != "true", page.Page, cancellationToken))
            .ToHttp(static found => new DifferencesResponse([.. found.Items.Select(DifferenceResponse.Of)], found.NextCursor));

    private static async Task<IResult> CloseAsync(
        string id, JsonBody<CloseDifferenceRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        Guid.TryParseExact(id, "D", out var differenceId)
            ? (await Grain(grains).CloseDifferenceAsync(new CloseDifference(differenceId, caller.Id(), body.Value.Reason), cancellationToken)).ToHttp(DifferenceResponse.Of)
            : PaymentErrors.DifferenceNotFound.ToHttp();

    private static async Task<IResult> OverfullAsync(PageParameters page, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await Grain(grains).ListOverfullAsync(page.Page, cancellationToken))
            .ToHttp(static found => new OverfullWalletsResponse([.. found.Items.Select(OverfullWalletResponse.Of)], found.NextCursor));

    private static async Task<SystemAccountsResponse> SystemAccountsAsync(IGrainFactory grains, CancellationToken cancellationToken) =>
        new([.. (await Grain(grains).ListSystemAccountsAsync(cancellationToken)).Select(SystemAccountResponse.Of)], null);

    private static IReconciliationGrain Grain(IGrainFactory grains) => grains.GetGrain<IReconciliationGrain>(IReconciliationGrain.Key);
}

/// <summary>Compares ledger and gateways.</summary>
public sealed record RunReconciliationRequest
{
    /// <summary>Since when.</summary>
    [Description("What has changed since then is compared again; without it what has changed since the last time.")]
    public DateTimeOffset? From { get; init; }
}

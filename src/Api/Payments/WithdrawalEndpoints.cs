using System.Security.Claims;
using Nusaloka.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Api.Privacy;
using Nusaloka.Payments;

namespace Nusaloka.Api.Payments;

/// <summary>Money from one's own wallet to one's own bank account.</summary>
public static class WithdrawalEndpoints
{
    /// <summary>Adds /wallet/withdrawals.</summary>
    public static void MapWithdrawals(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/wallet/withdrawals").RequireAuthorization(Policies.Person).WithTags("Wallets");
        own.MapPost("", CreateAsync).WithName("create_withdrawal").WithSummary("Send money to a bank account")
            .WithDescription("The amount is set aside at once and taken when the bank has it; when the bank refuses it is available again. There is a least amount, 10,000 rupiah unless the operator says otherwise; all that can be spent may always go. Without bank_account it goes to the one that is kept in the profile; to name another needs a sign-in of the last 15 minutes. To a bank account that has not been in the profile for a day it waits for a day, and can be canceled meanwhile. Idempotency-Key is required.")
            .Produces<WithdrawalResponse>(201).Refuses(403, 404, 409, 422, 503)
            .RequestExample(PaymentExamples.Withdraw).ResponseExample(PaymentExamples.Withdrawal);
        own.MapGet("", ListAsync).WithName("list_withdrawals").WithSummary("List one's withdrawals").WithDescription("Newest first.")
            .Produces<WithdrawalsResponse>().ResponseExample(new WithdrawalsResponse([PaymentExamples.Withdrawal], null));
        own.MapGet("/{id}", GetAsync).WithName("get_withdrawal").WithSummary("Read a withdrawal")
            .WithDescription("One's own; others get the same 404 as for an id that is not there.")
            .Produces<WithdrawalResponse>().Refuses(404).ResponseExample(PaymentExamples.Withdrawal);
        own.MapPost("/{id}/cancel", CancelAsync).WithName("cancel_withdrawal").WithSummary("Give a withdrawal up")
            .WithDescription("While it waits, by its owner or by staff, who are recorded. The money is available again; doing it again changes nothing.")
            .Produces<WithdrawalResponse>().Refuses(404, 409)
            .ResponseExample(PaymentExamples.Withdrawal with { Status = WithdrawalStatus.Canceled, FailureCode = "canceled" });
    }

    private static Task<IResult> CreateAsync(
        JsonBody<CreateWithdrawalRequest> body, IdempotencyKey key, ClaimsPrincipal caller, IGrainFactory grains, PaymentOperations operations,
        TimeProvider clock, CancellationToken cancellationToken) =>
        // Whoever finds an unlocked device must not send what is there to an account of their own.
        body.Value.BankAccount is not null && !caller.SignedInWithin(CallerClaims.Recently, clock)
        ? Task.FromResult(AccountErrors.ReauthenticationRequired.ToHttp())
        : operations.RunAsync("withdrawal", key, body.Value, async operation =>
        {
            var requested = await grains.GetGrain<IWithdrawalGrain>(operation.Id.ToString()).RequestAsync(
                new RequestWithdrawal(
                    caller.Id(), Money.Rupiah(body.Value.Amount), body.Value.BankAccount?.ToBankAccount(), operation.Fingerprint),
                cancellationToken);
            operations.MarkReplay(requested is { IsSuccess: true, Value.Replayed: true });
            return requested.ToHttp(static made =>
                (IResult)TypedResults.Created($"/api/v1/wallet/withdrawals/{made.Withdrawal.Id}", WithdrawalResponse.Of(made.Withdrawal)));
        });

    private static async Task<IResult> ListAsync(PageParameters page, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var withdrawals = await grains.GetGrain<IWithdrawalQueryGrain>("0").ListAsync(caller.Id(), page.Page, cancellationToken);
        return withdrawals.ToHttp(static found => new WithdrawalsResponse([.. found.Items.Select(WithdrawalResponse.Of)], found.NextCursor));
    }

    private static async Task<IResult> GetAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await FindAsync(id, caller, grains, cancellationToken)).ToHttp(WithdrawalResponse.Of);

    private static async Task<IResult> CancelAsync(string id, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var found = await FindAsync(id, context.User, grains, cancellationToken);
        // Its owner may have lost the account to whoever asked for it.
        if (!found.IsSuccess && context.User.IsStaff() && Guid.TryParseExact(id, "D", out var withdrawalId))
        {
            found = await grains.GetGrain<IWithdrawalGrain>(withdrawalId.ToString()).GetAsync(cancellationToken);
            if (found.IsSuccess)
                await SensitiveReads.RecordAsync(context, [found.Value.AccountId], "withdrawal_canceled");
        }

        return (found.IsSuccess ? await grains.GetGrain<IWithdrawalGrain>(found.Value.Id).CancelAsync(cancellationToken) : found).ToHttp(WithdrawalResponse.Of);
    }

    /// <summary>The withdrawal, if it is the caller's; otherwise it does not exist, so that ids cannot be tried out.</summary>
    private static async Task<Result<Withdrawal>> FindAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(id, "D", out var withdrawalId))
            return WithdrawalErrors.NotFound;

        var found = await grains.GetGrain<IWithdrawalGrain>(withdrawalId.ToString()).GetAsync(cancellationToken);
        return found.IsSuccess && found.Value.AccountId != caller.Id() ? WithdrawalErrors.NotFound : found;
    }
}

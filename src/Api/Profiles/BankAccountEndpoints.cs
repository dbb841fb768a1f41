using System.Security.Claims;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Api.Payments;
using Nusaloka.Profiles;

namespace Nusaloka.Api.Profiles;

/// <summary>The bank account that one's withdrawals go to when none is named.</summary>
public static class BankAccountEndpoints
{
    /// <summary>Adds /account/bank-account.</summary>
    public static void MapBankAccount(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/account/bank-account").RequireAuthorization(Policies.Person).WithTags("Accounts");
        group.MapGet("", GetAsync).WithName("get_bank_account").WithSummary("Read one's bank account")
            .WithDescription("Its number is masked but for the last four digits. The ETag names the version, for If-Match.")
            .Produces<BankAccountResponse>().Refuses(404).ResponseExample(ProfileExamples.SavedBankAccount);
        group.MapPut("", SaveAsync).AddEndpointFilter<RecentSignInFilter>().WithName("save_bank_account").WithSummary("Keep a bank account for withdrawals")
            .WithDescription("In place of the one before. It is stored encrypted. Needs a sign-in of the last 15 minutes.")
            .Produces<BankAccountResponse>().Refuses(403, 404, 412)
            .RequestExample(ProfileExamples.BankAccount).ResponseExample(ProfileExamples.SavedBankAccount);
        group.MapDelete("", RemoveAsync).WithName("remove_bank_account").WithSummary("Forget one's bank account")
            .WithDescription("Withdrawals that are under way go on.")
            .Produces(204).Refuses(404);
    }

    private static async Task<IResult> GetAsync(
        ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await grains.GetGrain<IProfileGrain>(caller.Id()).GetBankAccountAsync(cancellationToken)).ToHttp(bank => Versioned(context, bank));

    private static async Task<IResult> SaveAsync(
        JsonBody<BankAccountRequest> body, IfMatch ifMatch, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        var saved = await grains.GetGrain<IProfileGrain>(caller.Id())
            .SaveBankAccountAsync(new SaveBankAccount(body.Value.ToBankAccount(), ifMatch.ExpectedVersion), cancellationToken);
        return saved.ToHttp(bank => Versioned(context, bank));
    }

    private static async Task<IResult> RemoveAsync(ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var removed = await grains.GetGrain<IProfileGrain>(caller.Id()).RemoveBankAccountAsync(cancellationToken);
        return removed.IsSuccess ? TypedResults.NoContent() : removed.Error.ToHttp();
    }

    private static IResult Versioned(HttpContext context, SavedBankAccount bank) => IfMatch.Versioned(
        context, bank.Version, new BankAccountResponse(bank.BankCode, bank.AccountNumber, bank.HolderName));
}

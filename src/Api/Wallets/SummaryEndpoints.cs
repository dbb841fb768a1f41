using Microsoft.AspNetCore.Mvc;
using Nusaloka.Accounts.Programs;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Programs;
using Nusaloka.Api.Http;
using Nusaloka.Api.Privacy;
using Nusaloka.Wallets;

namespace Nusaloka.Api.Wallets;

/// <summary>Totals of a user.</summary>
public static class SummaryEndpoints
{
    /// <summary>Adds /summaries/user/{user_id}.</summary>
    public static void MapSummaries(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/summaries/user/{user_id}", SummaryAsync).RequireAuthorization(Policies.OwnerOrStaff).ForPrograms(ProgramScopes.Records).WithTags("Transactions").RecordsReads("transactions")
            .WithName("get_user_summary").WithSummary("Read a user's totals")
            .WithDescription("One's own, or any user's for staff.")
            .Produces<SummaryResponse>().Refuses(404)
            .ResponseExample(new SummaryResponse(
                "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e", 2, 50_000, 150_000, new DateTimeOffset(2026, 1, 6, 0, 30, 0, TimeSpan.Zero)));

    private static async Task<IResult> SummaryAsync(
        [FromRoute(Name = "user_id")] string userId, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var summary = await grains.GetGrain<ITransactionQueryGrain>("0").SummarizeAsync(userId, cancellationToken);
        return summary.ToHttp(SummaryResponse.Of);
    }
}

using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Wallets;

namespace Nusaloka.Api.Wallets;

/// <summary>Statements and totals.</summary>
public static class StatementEndpoints
{
    private const string ExampleId = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e";

    private static readonly DateTimeOffset ExampleTime = new(2026, 1, 6, 0, 30, 0, TimeSpan.Zero);

    /// <summary>Adds /wallet/statement and /summaries/user/{user_id}.</summary>
    public static void MapStatements(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/wallet/statement", StatementAsync).RequireAuthorization(Policies.Person).WithTags("Wallets")
            .WithName("get_statement").WithSummary("Read one's own statement")
            .WithDescription("Opening balance, entries with the running balance, closing balance. Without from and to: the last 30 days.")
            .Produces<StatementResponse>().Refuses(404).ResponseExample(new StatementResponse(
                ExampleId, ExampleTime.AddDays(-30), ExampleTime.AddDays(1), 0, 150_000,
                [new(1, "6f0a4b9e-13c5-8d2f-a7b1-5c2d9e8f7a60", TransactionKind.TopUp, null, 150_000, 150_000, "", ExampleTime)], null));
        routes.MapGet("/summaries/user/{user_id}", SummaryAsync).RequireAuthorization(Policies.OwnerOrStaff).WithTags("Transactions")
            .WithName("get_user_summary").WithSummary("Read a user's totals")
            .WithDescription("One's own, or any user's for staff.")
            .Produces<SummaryResponse>().Refuses(404)
            .ResponseExample(new SummaryResponse(ExampleId, 2, 50_000, 150_000, ExampleTime));
    }

    private static async Task<IResult> StatementAsync(
        StatementPeriod period, PageParameters page, ClaimsPrincipal caller, HttpContext context,
        IGrainFactory grains, CancellationToken cancellationToken)
    {
        var statement = await grains.GetGrain<ITransactionQueryGrain>("0")
            .GetStatementAsync(new StatementQuery(caller.Id(), period.From, period.To, page.Page), cancellationToken);
        return statement.ToHttp(found =>
        {
            // The period is written out, so that pages that are read later still belong to the same statement.
            PageParameters.AddNextLink(context, found.Entries.NextCursor,
                ("from", UtcMillisecondsConverter.ToText(period.From)), ("to", UtcMillisecondsConverter.ToText(period.To)));
            return (IResult)TypedResults.Ok(StatementResponse.Of(found));
        });
    }

    private static async Task<IResult> SummaryAsync(
        [FromRoute(Name = "user_id")] string userId, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var summary = await grains.GetGrain<ITransactionQueryGrain>("0").SummarizeAsync(userId, cancellationToken);
        return summary.ToHttp(SummaryResponse.Of);
    }
}

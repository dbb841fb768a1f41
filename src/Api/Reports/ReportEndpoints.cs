using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Nusaloka.Accounts.Programs;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Programs;
using Nusaloka.Api.Http;
using Nusaloka.Api.Privacy;
using Nusaloka.Reports;

namespace Nusaloka.Api.Reports;

/// <summary>Reports of transactions, and the synchronisation of what lists show.</summary>
public static class ReportEndpoints
{
    private static readonly ReportResponse Example = new(
        "3f1d9c64-0b1e-8a55-9d51-0f6b1f2c3d4e", "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e", "6f0a4b9e-13c5-8d2f-a7b1-5c2d9e8f7a60",
        ReportResponse.Generated, new DateTimeOffset(2026, 1, 6, 0, 30, 0, TimeSpan.Zero));

    /// <summary>Adds /reports/* and /sync/all.</summary>
    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/reports", CreateAsync).RequireAuthorization().ForPrograms(ProgramScopes.Records).WithTags("Reports").WithName("create_report")
            .WithSummary("Report a transaction")
            .WithDescription("To one of its parties: by that person, or by a program. A transaction is reported to somebody once, when it is "
                + "completed: one that is pending or was cancelled has moved nothing (409 `transaction_not_completed`).")
            .Produces<ReportResponse>(201).Refuses(404, 409)
            .RequestExample(new CreateReportRequest { UserId = Example.UserId, TransactionId = Example.TransactionId })
            .ResponseExample(Example);
        routes.MapGet("/reports/user/{user_id}", ListAsync).RequireAuthorization(Policies.OwnerOrStaff).ForPrograms(ProgramScopes.Records).WithTags("Reports").RecordsReads("reports")
            .WithName("list_user_reports").WithSummary("List a user's reports").WithDescription("One's own, or any user's for staff; newest first.")
            .Produces<ReportListResponse>().ResponseExample(new ReportListResponse(
                Example.UserId, 1, 50, 1, [new ListedReportResponse(Example.Id, Example.TransactionId, -50_000, Example.Status, Example.CreatedAt)]));
        routes.MapPost("/sync/all", SyncAsync).RequireAuthorization(Policies.ServiceOnly).ForPrograms(ProgramScopes.Synchronize).WithTags("Reports").WithName("sync_all")
            .WithSummary("Synchronise what lists show")
            .WithDescription("Compares the list of accounts with the accounts, page by page, and mends what disagrees; with millions of "
                + "accounts that takes minutes. Lists of transactions need nothing: they are the transactions.")
            .Produces<SyncResponse>().Refuses(503).ResponseExample(new SyncResponse("Semua data sudah cocok.", 1_200, 48_000, Example.CreatedAt));
    }

    private static async Task<IResult> CreateAsync(
        JsonBody<CreateReportRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(body.Value.UserId))
            return new ProblemResult(Problem.Invalid("/user_id", "required", "A report is to somebody."));
        if (!caller.Is(Nusaloka.Accounts.Role.Service) && body.Value.UserId != caller.Id())
            return new ProblemResult(Problem.OfStatus(StatusCodes.Status403Forbidden));

        var report = await grains.GetGrain<IReportGrain>(body.Value.UserId).GenerateAsync(body.Value.TransactionId, cancellationToken);
        return report.ToHttp(made => (IResult)TypedResults.Created((string?)null, ReportResponse.Of(made)));
    }

    private static async Task<IResult> ListAsync(
        [FromRoute(Name = "user_id")] string userId, NumberedPageParameters page, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var reports = await grains.GetGrain<IReportGrain>(userId).ListAsync(page.Page, cancellationToken);
        return reports.ToHttp(found => new ReportListResponse(
            userId, page.Page.Number, page.Page.Size, found.Total, [.. found.Reports.Select(ListedReportResponse.Of)]));
    }

    private static async Task<IResult> SyncAsync(HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var sync = grains.GetGrain<ISyncGrain>("0");
        var result = SyncStep.First;
        while (!result.IsDone)
            result = await sync.ContinueAsync(result, cancellationToken);
        var message = result.Repaired == 0
            ? Languages.Choose(context, "Semua data sudah cocok.", "Everything agrees.")
            : Languages.Choose(context, $"{result.Repaired} akun diperbaiki dalam daftar.", $"{result.Repaired} accounts were repaired in the list.");
        return TypedResults.Ok(new SyncResponse(message, result.Accounts, result.Transactions, result.At));
    }
}

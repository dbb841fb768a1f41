using System.Globalization;
using System.Security.Claims;
using Microsoft.Net.Http.Headers;
using Nusaloka.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Api.Pdf;
using Nusaloka.Statements;

namespace Nusaloka.Api.Statements;

/// <summary>Statements as JSON, CSV and PDF.</summary>
public static class StatementEndpoints
{
    private const string ExampleId = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e";

    private static readonly DateTimeOffset ExampleTime = new(2026, 1, 6, 0, 30, 0, TimeSpan.Zero);

    /// <summary>Adds /wallet/statement, /wallet/statement.csv and /wallet/statement.pdf.</summary>
    public static void MapStatements(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/wallet").RequireAuthorization(Policies.Person).WithTags("Wallets");
        group.MapGet("/statement", ReadAsync).WithName("get_statement").WithSummary("Read one's own statement")
            .WithDescription("Opening balance, entries with the running balance, closing balance. Without from, to and month: the last "
                + "30 days. All pages are one snapshot. With Accept: text/csv or application/pdf the whole statement as a file.")
            .Produces<StatementResponse>().Refuses(404).ResponseExample(new StatementResponse(
                ExampleId, ExampleTime.AddDays(-30), ExampleTime.AddDays(1), IndonesianZone.Western.Name, 0, 150_000, 1, true,
                [new(1, "6f0a4b9e-13c5-8d2f-a7b1-5c2d9e8f7a60", "top_up", null, 150_000, 150_000, "", ExampleTime)], null));
        group.MapGet("/statement.csv", CsvAsync).WithName("get_statement_csv").WithSummary("Read one's own statement as CSV")
            .WithDescription("The whole statement as a table (RFC 4180, UTF-8). Cells that a spreadsheet would compute begin with an apostrophe.")
            .Produces<string>(200, "text/csv").Refuses(404);
        group.MapGet("/statement.pdf", PdfAsync).WithName("get_statement_pdf").WithSummary("Read one's own statement as PDF")
            .WithDescription("The whole statement to print, in the language of Accept-Language.")
            .Produces<Stream>(200, PdfWriter.ContentType).Refuses(404);
    }

    private static Task<IResult> ReadAsync(
        StatementPeriod period, PageParameters page, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        return FormatOf(context.Request) switch
        {
            StatementFormat.Csv => CsvAsync(period, caller, context, grains, cancellationToken),
            StatementFormat.Pdf => PdfAsync(period, caller, context, grains, cancellationToken),
            _ => JsonAsync(period, page.Page, caller, context, grains, cancellationToken),
        };
    }

    private static async Task<IResult> JsonAsync(
        StatementPeriod period, PageRequest page, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        var statement = await grains.GetGrain<IStatementGrain>("0")
            .ReadAsync(new StatementQuery(caller.Id(), period.From, period.To, page.Limit, page.Cursor), cancellationToken);
        return statement.ToHttp(found =>
        {
            // The period is written out, so that pages that are read later still belong to the same statement.
            PageParameters.AddNextLink(context, found.Entries.NextCursor, ("month", null),
                ("from", UtcMillisecondsConverter.ToText(period.From)), ("to", UtcMillisecondsConverter.ToText(period.To)));
            return (IResult)TypedResults.Ok(StatementResponse.Of(found, period.Zone));
        });
    }

    private static async Task<IResult> CsvAsync(
        StatementPeriod period, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var opened = await StatementPages.OpenAsync(grains, caller.Id(), period, cancellationToken);
        if (!opened.IsSuccess)
            return opened.Error.ToHttp();

        BeginFile(context, period, Csv.ContentType, "csv");
        await StatementCsv.WriteAsync(context.Response.BodyWriter, opened.Value, period.Zone, cancellationToken);
        return TypedResults.Empty;
    }

    private static async Task<IResult> PdfAsync(
        StatementPeriod period, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var opened = await StatementPages.OpenAsync(grains, caller.Id(), period, cancellationToken);
        if (!opened.IsSuccess)
            return opened.Error.ToHttp();
        var holder = await grains.GetGrain<IAccountGrain>(caller.Id()).GetAsync(cancellationToken);
        if (!holder.IsSuccess)
            return holder.Error.ToHttp();

        BeginFile(context, period, PdfWriter.ContentType, "pdf");
        var words = new StatementWords(Languages.Announce(context));
        await new StatementPdf(opened.Value, holder.Value.FullName, period.Zone, words).WriteAsync(context.Response.BodyWriter, cancellationToken);
        return TypedResults.Empty;
    }

    private static void BeginFile(HttpContext context, StatementPeriod period, string contentType, string extension)
    {
        var name = string.Create(CultureInfo.InvariantCulture,
            $"nusaloka-{period.Zone.Local(period.From):yyyyMMdd}-{period.Zone.Local(period.To):yyyyMMdd}.{extension}");
        context.Response.ContentType = contentType;
        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = name }.ToString();
    }

    /// <summary>What the caller likes best; JSON when nothing is said.</summary>
    private static StatementFormat FormatOf(HttpRequest request)
    {
        var (best, format) = (0.0, StatementFormat.Json);
        foreach (var accepted in request.GetTypedHeaders().Accept)
        {
            StatementFormat? named = accepted.MediaType.Value?.ToLowerInvariant() switch
            {
                "application/json" or "application/*" or "*/*" => StatementFormat.Json,
                "text/csv" or "text/*" => StatementFormat.Csv,
                PdfWriter.ContentType => StatementFormat.Pdf,
                _ => null,
            };
            var quality = accepted.Quality ?? 1;
            if (named is { } one && quality > best)
                (best, format) = (quality, one);
        }

        return format;
    }
}

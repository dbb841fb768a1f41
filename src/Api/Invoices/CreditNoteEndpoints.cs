using System.Security.Claims;
using Microsoft.Net.Http.Headers;
using Nusaloka.Accounts.Programs;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Programs;
using Nusaloka.Api.Http;
using Nusaloka.Api.Pdf;
using Nusaloka.Api.Privacy;
using Nusaloka.Invoices;

namespace Nusaloka.Api.Invoices;

/// <summary>Credit notes: written by themselves for each refund of an invoiced payment; people read theirs, staff read all.</summary>
public static class CreditNoteEndpoints
{
    private static readonly DateTimeOffset At = new(2026, 1, 7, 2, 0, 0, TimeSpan.Zero);

    private static readonly CreditNoteResponse Example = new(
        "7d1f2c34-2b6a-8e11-9c55-3a0f6f1f2c3d", "CN-2026-000001", CreditNoteStatus.Issued, "0f7c6f0e-8f0e-8d2f-a7b1-5c2d9e8f7a60",
        "INV-2026-000001", "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e", "b2c1d7aa-0b1e-8f3c-8a44-9d51c0ffee01", "batal", 90_090, 9_910, 100_000, At, null);

    /// <summary>Adds /invoices/{id}/credit_notes and /credit_notes/*.</summary>
    public static void MapCreditNotes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/invoices/{id}/credit_notes", ListAsync).RequireAuthorization().ForPrograms(ProgramScopes.Records).WithTags("Invoices").WithName("list_credit_notes")
            .WithSummary("List what was given back of an invoice").WithDescription("Oldest first. For its customer and staff.")
            .Produces<CreditNotesResponse>().Refuses(404).ResponseExample(new CreditNotesResponse([Example]));
        var group = routes.MapGroup("/credit_notes").RequireAuthorization().ForPrograms(ProgramScopes.Records).WithTags("Invoices");
        group.MapGet("/{id}", GetAsync).WithName("get_credit_note").WithSummary("Read a credit note")
            .WithDescription("For its customer and staff; others get the same 404 as for an id that is not there.")
            .Produces<CreditNoteResponse>().Refuses(404).ResponseExample(Example);
        group.MapGet("/{id}/pdf", PdfAsync).WithName("get_credit_note_pdf").WithSummary("Print a credit note")
            .WithDescription("As PDF, in the language of Accept-Language. For its customer and staff.")
            .Produces<Stream>(200, PdfWriter.ContentType).Refuses(404);
    }

    private static async Task<IResult> ListAsync(
        string id, HttpContext context, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var invoice = await InvoiceEndpoints.ReadAsync(id, context, caller, grains, cancellationToken);
        return invoice.IsSuccess
            ? (await grains.GetGrain<IInvoiceGrain>(invoice.Value.Id).GetCreditNotesAsync(cancellationToken))
                .ToHttp(static found => new CreditNotesResponse([.. found.Items.Select(CreditNoteResponse.Of)]))
            : invoice.Error.ToHttp();
    }

    private static async Task<IResult> GetAsync(
        string id, HttpContext context, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await ReadAsync(id, context, caller, grains, cancellationToken)).ToHttp(CreditNoteResponse.Of);

    private static async Task<IResult> PdfAsync(
        string id, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(id, context, caller, grains, cancellationToken);
        if (!found.IsSuccess)
            return found.Error.ToHttp();

        var response = context.Response;
        response.ContentType = PdfWriter.ContentType;
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = found.Value.Number + ".pdf" }.ToString();
        await new CreditNotePdf(found.Value, new InvoiceWords(Languages.Announce(context))).WriteAsync(response.BodyWriter, cancellationToken);
        return TypedResults.Empty;
    }

    /// <summary>The credit note, if the caller may know of it. That staff read it is recorded.</summary>
    private static async Task<Result<CreditNote>> ReadAsync(
        string id, HttpContext context, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var found = await grains.GetGrain<IInvoiceQueryGrain>("0").FindCreditNoteAsync(id, cancellationToken);
        if (!found.IsSuccess)
            return found;
        if (!caller.IsStaff() && found.Value.CustomerId != caller.Id())
            return InvoiceErrors.CreditNoteNotFound;

        await SensitiveReads.RecordOneAsync(context, "invoices", found.Value.CustomerId);
        return found;
    }
}

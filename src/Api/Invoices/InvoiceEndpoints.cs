using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Nusaloka.Accounts.Programs;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Programs;
using Nusaloka.Api.Http;
using Nusaloka.Api.Pdf;
using Nusaloka.Api.Privacy;
using Nusaloka.Invoices;

namespace Nusaloka.Api.Invoices;

/// <summary>Invoices: people read theirs, staff write them.</summary>
public static class InvoiceEndpoints
{
    private static readonly InvoiceResponse Example = new(
        "0f7c6f0e-8f0e-8d2f-a7b1-5c2d9e8f7a60", "INV-2026-000001", InvoiceStatus.Paid, "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e", "Siti Aminah",
        "Nusaloka", "IDR", [new InvoiceLineResponse("Pemesanan 0199a0c3", 1, 450_450, 450_450, 1_100, 49_550)], 450_450, 49_550, 500_000,
        "6f0a4b9e-13c5-8d2f-a7b1-5c2d9e8f7a60", At(0), At(0), At(1));

    private static readonly InvoiceResponse Open = Example with { Status = InvoiceStatus.Open, PaymentId = null, ClosedAt = null };

    /// <summary>Adds /invoices/*.</summary>
    public static void MapInvoices(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/invoices").RequireAuthorization().ForPrograms(ProgramScopes.Records).WithTags("Invoices");
        group.MapGet("", ListAsync).WithName("list_invoices").WithSummary("List invoices")
            .WithDescription("One's own, newest first; all of them, or those of user_id, for staff.")
            .Produces<InvoiceListResponse>().ResponseExample(new InvoiceListResponse([Example], null));
        group.MapGet("/{id}", GetAsync).WithName("get_invoice").WithSummary("Read an invoice")
            .WithDescription("For its customer and staff; others get the same 404 as for an id that is not there.")
            .Produces<InvoiceResponse>().Refuses(404).ResponseExample(Example);
        group.MapGet("/{id}/pdf", PdfAsync).WithName("get_invoice_pdf").WithSummary("Print an invoice")
            .WithDescription("As PDF, in the language of Accept-Language. For its customer and staff.")
            .Produces<Stream>(200, PdfWriter.ContentType).Refuses(404);
        MapStaff(routes.MapGroup("/invoices").RequireAuthorization(Policies.StaffOnly).ForPrograms(ProgramScopes.Invoices).WithTags("Invoices"));
    }

    private static void MapStaff(RouteGroupBuilder group)
    {
        group.MapPost("", CreateAsync).WithName("create_invoice").WithSummary("Write a draft")
            .WithDescription("For staff. Value added tax is that of today; the invoice gets its number when it is finalised.")
            .Produces<InvoiceResponse>(201).Refuses(404, 422)
            .RequestExample(new CreateInvoiceRequest
            {
                UserId = Example.UserId,
                Lines = [new InvoiceLineRequest { Description = "Sewa motor, per hari", Quantity = 3, UnitPrice = 75_000 }],
            })
            .ResponseExample(Open with { Number = null, Status = InvoiceStatus.Draft, FinalizedAt = null });
        Step("finalize", "Finalise a draft", "Gives it the next number of its year. From then on nothing on it changes.", Open,
            static (grain, token) => grain.FinalizeAsync(token));
        Step("mark_paid", "Note that an invoice is paid", "For one that was paid in another way than by a payment here.",
            Example with { PaymentId = null }, static (grain, token) => grain.PayAsync(null, token));
        Step("void", "Void an invoice", "For one that is wrong. It keeps its number.", Open with { Status = InvoiceStatus.Void, ClosedAt = At(1) },
            static (grain, token) => grain.VoidAsync(token));
        Step("mark_uncollectible", "Give an invoice up", "For one that will not be paid. It can still be paid or voided.",
            Open with { Status = InvoiceStatus.Uncollectible, ClosedAt = At(1) }, static (grain, token) => grain.GiveUpAsync(token));

        void Step(
            string name, string summary, string description, InvoiceResponse example,
            Func<IInvoiceGrain, CancellationToken, Task<Result<Invoice>>> step) =>
            group.MapPost("/{id}/" + name, (string id, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
                    StepAsync(name, Grain(grains, id), step, context, cancellationToken))
                .WithName((name.StartsWith("mark_", StringComparison.Ordinal) ? name.Replace("mark_", "mark_invoice_", StringComparison.Ordinal) : name + "_invoice"))
                .WithSummary(summary).WithDescription(description + " For staff, and not for invoices to themselves; doing it again changes nothing.")
                .Produces<InvoiceResponse>().Refuses(403, 404, 409).ResponseExample(example);
    }

    private static async Task<IResult> StepAsync(
        string name, IInvoiceGrain grain, Func<IInvoiceGrain, CancellationToken, Task<Result<Invoice>>> step, HttpContext context,
        CancellationToken cancellationToken)
    {
        var found = await grain.GetAsync(cancellationToken);
        if (!found.IsSuccess)
            return found.Error.ToHttp();
        return await ActingFor.RefuseOwnAsync(context, "invoice_" + name, found.Value.CustomerId) is { } own
            ? own.ToHttp()
            : (await step(grain, cancellationToken)).ToHttp(InvoiceResponse.Of);
    }

    private static async Task<IResult> ListAsync(
        PageParameters page, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken,
        [FromQuery(Name = "user_id")] string? userId = null, [FromQuery] string? status = null)
    {
        InvoiceStatus? wanted = null;
        if (status is not null)
        {
            wanted = Enum.GetValues<InvoiceStatus>().Cast<InvoiceStatus?>()
                .FirstOrDefault(one => string.Equals(one.ToString(), status, StringComparison.OrdinalIgnoreCase));
            if (wanted is null)
                return new ProblemResult(Problem.Invalid("status", "not_allowed", "status must be draft, open, paid, uncollectible or void."));
        }

        if (!caller.IsStaff() && userId is not null && userId != caller.Id())
            return new ProblemResult(Problem.OfStatus(StatusCodes.Status403Forbidden));

        await SensitiveReads.RecordListAsync(context, "invoices", userId);
        var invoices = await grains.GetGrain<IInvoiceQueryGrain>("0")
            .ListAsync(new InvoiceQuery(caller.IsStaff() ? userId : caller.Id(), wanted, caller.IsStaff(), page.Page), cancellationToken);
        return invoices.ToHttp(found =>
        {
            PageParameters.AddNextLink(context, found.NextCursor);
            return (IResult)TypedResults.Ok(new InvoiceListResponse([.. found.Items.Select(InvoiceResponse.Of)], found.NextCursor));
        });
    }

    private static async Task<IResult> GetAsync(
        string id, HttpContext context, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await ReadAsync(id, context, caller, grains, cancellationToken)).ToHttp(InvoiceResponse.Of);

    private static async Task<IResult> PdfAsync(
        string id, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(id, context, caller, grains, cancellationToken);
        if (!found.IsSuccess)
            return found.Error.ToHttp();

        var response = context.Response;
        response.ContentType = PdfWriter.ContentType;
        response.Headers.ContentDisposition =
            new ContentDispositionHeaderValue("attachment") { FileName = (found.Value.Number ?? "draft") + ".pdf" }.ToString();
        await new InvoicePdf(found.Value, new InvoiceWords(Languages.Announce(context))).WriteAsync(response.BodyWriter, cancellationToken);
        return TypedResults.Empty;
    }

    private static async Task<IResult> CreateAsync(
        JsonBody<CreateInvoiceRequest> body, IdempotencyKey key, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(body.Value.UserId))
            return new ProblemResult(Problem.Invalid("/user_id", "required", "An invoice is for somebody."));

        // The key names the invoice: a repeat meets the one that is there.
        var id = key.Value is { } name
            ? NameBasedId.Create($"invoice\n{caller.Id()}\n{name}")
            : Guid.CreateVersion7(clock.GetUtcNow());
        var drafted = await Grain(grains, id.ToString()).DraftAsync(
            new DraftInvoice(body.Value.UserId, [.. body.Value.Lines.Select(static line =>
                new DraftLine(line.Description, line.Quantity, Money.Rupiah(line.UnitPrice), line.Taxed))]),
            cancellationToken);
        if (drafted is { IsSuccess: true, Value.Replayed: true })
            context.Response.Headers[IdempotencyKey.ReplayedHeader] = "true";
        return drafted.ToHttp(static draft =>
            (IResult)TypedResults.Created($"/api/v1/invoices/{draft.Invoice.Id}", InvoiceResponse.Of(draft.Invoice)));
    }

    /// <summary>The invoice, if the caller may know of it; drafts are the staff's own. That staff read it is recorded.</summary>
    internal static async Task<Result<Invoice>> ReadAsync(
        string id, HttpContext context, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var found = await Grain(grains, id).GetAsync(cancellationToken);
        if (!found.IsSuccess)
            return found;
        if (!caller.IsStaff() && (found.Value.CustomerId != caller.Id() || found.Value.Status == InvoiceStatus.Draft))
            return InvoiceErrors.NotFound;

        await SensitiveReads.RecordOneAsync(context, "invoices", found.Value.CustomerId);
        return found;
    }

    // One grain for one invoice, however the id is written; an id that is none belongs to a grain that says so.
    private static IInvoiceGrain Grain(IGrainFactory grains, string id) =>
        grains.GetGrain<IInvoiceGrain>(Guid.TryParse(id, out var known) ? known.ToString() : Guid.Empty.ToString());

    private static DateTimeOffset At(int minutes) => new(2026, 1, 6, 0, 30 + minutes, 0, TimeSpan.Zero);
}

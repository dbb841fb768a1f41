using Nusaloka.Accounts.Programs;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Programs;
using Nusaloka.Api.Http;
using Nusaloka.Api.Privacy;
using Nusaloka.Payments;

namespace Nusaloka.Api.Payments;

/// <summary>What of payments needs the eye of an officer.</summary>
public static class OfficerEndpoints
{
    /// <summary>Adds /payments/quarantine and /payments/webhooks.</summary>
    public static void MapPaymentOffice(this IEndpointRouteBuilder routes)
    {
        var staff = routes.MapGroup("/payments").RequireAuthorization(Policies.StaffOnly).ForPrograms(ProgramScopes.Reconciliation).WithTags("Payments");
        staff.MapGet("/quarantine", QuarantineAsync).WithName("list_quarantine").WithSummary("List what gateways say and what cannot be")
            .WithDescription("Open entries, newest first; with `all=true` decided ones too. Nothing moves until somebody decides.")
            .WithMetadata(new DocumentedParameter("all", false, "`true` for decided entries too.", "true"))
            .Produces<QuarantineResponse>().ResponseExample(new QuarantineResponse([PaymentExamples.Quarantined], null));
        staff.MapPost("/quarantine/{id}/resolve", ResolveAsync).RequireAuthorization(Policies.OfficerOnly).WithName("resolve_quarantine").WithSummary("Decide about an entry")
            .WithDescription("refund gives the money back through the gateway; ignore moves nothing, and ends the refund that an entry refund_differs is about, or the withdrawal that an entry amount_differs is about, for which a reason must be given. Once. Who decided and why is kept.")
            .Produces<QuarantineEntryResponse>().Refuses(403, 404, 409, 422)
            .RequestExample(new ResolveQuarantineRequest { Resolution = QuarantineResolution.Refund })
            .ResponseExample(PaymentExamples.Quarantined with { Status = QuarantineStatus.Refunded, ResolvedBy = PaymentExamples.Paid.PayerId, ResolvedAt = PaymentExamples.Paid.UpdatedAt });
        staff.MapGet("/webhooks", WebhooksAsync).WithName("list_webhooks").WithSummary("List webhooks that were taken in")
            .WithDescription("Those that wait, newest first; with `all=true` every one.")
            .WithMetadata(new DocumentedParameter("all", false, "`true` for applied ones too.", "true"))
            .Produces<WebhooksResponse>().ResponseExample(new WebhooksResponse([PaymentExamples.Webhook], null));
    }

    private static async Task<IResult> QuarantineAsync(PageParameters page, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var entries = await Queries(grains).ListQuarantineAsync(openOnly: request.Query["all"] != "true", page.Page, cancellationToken);
        return entries.ToHttp(static found => new QuarantineResponse([.. found.Items.Select(QuarantineEntryResponse.Of)], found.NextCursor));
    }

    private static async Task<IResult> ResolveAsync(
        string id, JsonBody<ResolveQuarantineRequest> body, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(id, "D", out var entryId))
            return PaymentErrors.QuarantineNotFound.ToHttp();
        var entry = await Queries(grains).FindQuarantineAsync(entryId, cancellationToken);
        if (!entry.IsSuccess)
            return entry.Error.ToHttp();

        if (await ActingFor.RefuseOwnAsync(context, "quarantine_resolved", await OwnerAsync(entry.Value, grains, cancellationToken)) is { } own)
            return own.ToHttp();

        var command = new ResolveQuarantine(entryId, body.Value.Resolution, context.User.Id(), body.Value.Reason ?? "");
        var resolved = entry.Value.IsWithdrawal
            ? await grains.GetGrain<IWithdrawalGrain>(entry.Value.PaymentId).ResolveQuarantineAsync(command, cancellationToken)
            : await grains.GetGrain<IPaymentGrain>(entry.Value.PaymentId).ResolveQuarantineAsync(command, cancellationToken);
        return resolved.ToHttp(QuarantineEntryResponse.Of);
    }

    private static async Task<IResult> WebhooksAsync(PageParameters page, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var webhooks = await Queries(grains).ListWebhooksAsync(pendingOnly: request.Query["all"] != "true", page.Page, cancellationToken);
        return webhooks.ToHttp(static found => new WebhooksResponse([.. found.Items.Select(WebhookResponse.Of)], found.NextCursor));
    }

    /// <summary>Whose money an entry is about; null when we never knew of it.</summary>
    private static async Task<string?> OwnerAsync(QuarantineEntry entry, IGrainFactory grains, CancellationToken cancellationToken) => entry.IsWithdrawal
        ? (await grains.GetGrain<IWithdrawalGrain>(entry.PaymentId).GetAsync(cancellationToken)).Value?.AccountId
        : (await grains.GetGrain<IPaymentGrain>(entry.PaymentId).GetAsync(cancellationToken)).Value?.PayerId;

    private static IPaymentQueryGrain Queries(IGrainFactory grains) => grains.GetGrain<IPaymentQueryGrain>("0");
}

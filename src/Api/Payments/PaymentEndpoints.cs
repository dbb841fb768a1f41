using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Nusaloka.Accounts.Programs;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Programs;
using Nusaloka.Api.Http;
using Nusaloka.Api.Privacy;
using Nusaloka.Payments;

namespace Nusaloka.Api.Payments;

/// <summary>Payments: made, confirmed and cancelled by their payer, captured and refunded by staff.</summary>
public static class PaymentEndpoints
{
    /// <summary>Adds /payments/*.</summary>
    public static void MapPayments(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/payments").RequireAuthorization().ForPrograms(ProgramScopes.Money).WithTags("Payments");
        group.MapPost("", CreateAsync).RequireAuthorization(Policies.Person).WithName("create_payment").WithSummary("Make a payment")
            .WithDescription("A top-up of one's own wallet, or a payment for a booking. It waits a day for its payer, then it is canceled. Idempotency-Key is required.")
            .Produces<PaymentResponse>(201).Refuses(409, 422, 503)
            .RequestExample(PaymentExamples.Create).ResponseExample(PaymentExamples.Asking);
        group.MapGet("", ListAsync).ForPrograms(ProgramScopes.Records).WithName("list_payments").WithSummary("List payments")
            .WithDescription("One's own, newest first; all of them, or those of user_id, for staff. With `disputed=true` those only that a bank asks back, or has.")
            .WithMetadata(new DocumentedParameter("disputed", false, "`true` for those only that a bank asks back, or has.", "true"))
            .Produces<PaymentsResponse>().ResponseExample(new PaymentsResponse([PaymentExamples.Paid], null));
        group.MapGet("/methods", MethodsAsync).ForPrograms(ProgramScopes.Records).WithName("list_payment_methods").WithSummary("List ways to pay")
            .WithDescription("What is open now: the wallet, and the gateways that are configured.")
            .Produces<PaymentMethodsResponse>().ResponseExample(PaymentExamples.Methods);
        group.MapGet("/{id}", GetAsync).ForPrograms(ProgramScopes.Records).WithName("get_payment").WithSummary("Read a payment")
            .WithDescription("For its payer and staff; others get the same 404 as for an id that is not there.")
            .Produces<PaymentResponse>().Refuses(404).ResponseExample(PaymentExamples.Paid);
        group.MapPost("/{id}/confirm", ConfirmAsync).WithName("confirm_payment").WithSummary("Pay")
            .WithDescription("Sends the payment to its gateway. When it needs the payer, next_action says for what. After a decline another method can be tried. With an Idempotency-Key a repeat answers as the first did. For its payer, programs and admins.")
            .Produces<PaymentResponse>().Refuses(403, 404, 409, 422, 503)
            .RequestExample(PaymentExamples.Confirm).ResponseExample(PaymentExamples.Asking);
        group.MapPost("/{id}/cancel", CancelAsync).WithName("cancel_payment").WithSummary("Give a payment up")
            .WithDescription("Releases what is authorized. What is paid already is not canceled but refunded; money that comes later is refunded by itself. A repeat answers the same. For its payer, programs and admins.")
            .Produces<PaymentResponse>().Refuses(403, 404, 409).ResponseExample(PaymentExamples.Canceled);
        group.MapPost("/{id}/capture", CaptureAsync).RequireAuthorization(Policies.StaffOnly).WithName("capture_payment").WithSummary("Take authorized money")
            .WithDescription("Once, all or a part; the rest is released. Staff do not capture what they pay themselves. Idempotency-Key is required.")
            .Produces<PaymentResponse>().Refuses(403, 404, 409, 422, 503)
            .RequestExample(new CapturePaymentRequest { Amount = 450_000 }).ResponseExample(PaymentExamples.Paid);
        group.MapPost("/{id}/refund", RefundAsync).RequireAuthorization(Policies.StaffOnly).WithName("refund_payment").WithSummary("Give money back")
            .WithDescription("As often as needed, together at most what was captured. A top-up is refunded from what is left in the wallet. Staff do not refund what they have paid themselves. Idempotency-Key is required.")
            .Produces<RefundResponse>(201).Refuses(403, 404, 409, 422, 503)
            .RequestExample(new RefundPaymentRequest { Amount = 50_000, Reason = "Kamar tidak tersedia" }).ResponseExample(PaymentExamples.Refund);
    }

    private static Task<IResult> CreateAsync(
        JsonBody<CreatePaymentRequest> body, IdempotencyKey key, ClaimsPrincipal caller, IGrainFactory grains, PaymentOperations operations,
        CancellationToken cancellationToken) =>
        operations.RunAsync("payment", key, body.Value, async operation =>
        {
            var asked = body.Value;
            var grain = grains.GetGrain<IPaymentGrain>(operation.Id.ToString());
            var source = SourceOf(asked.Method, asked.PaymentMethod, asked.Channel, asked.ReturnUrl);
            var result = await grain.CreateAsync(
                new CreatePayment(
                    caller.Id(), asked.Purpose, asked.Subject ?? "", Money.Rupiah(asked.Amount), asked.CaptureMode ?? CaptureMode.Automatic,
                    source, operation.Fingerprint),
                cancellationToken);
            operations.MarkReplay(result is { IsSuccess: true, Value.Replayed: true });
            // A first request may have ended between the two.
            if (asked.Confirm == true && result is { IsSuccess: true, Value.Payment.Status: PaymentStatus.RequiresConfirmation })
                result = await grain.ConfirmAsync(new ConfirmPayment(Source: null), cancellationToken);
            return result.ToHttp(made => (IResult)TypedResults.Created($"/api/v1/payments/{made.Payment.Id}", PaymentResponse.Of(made.Payment, caller.IsStaff())));
        });

    private static async Task<IResult> ListAsync(
        PageParameters page, HttpContext context, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken,
        [FromQuery(Name = "user_id")] string? userId = null)
    {
        if (!caller.IsStaff() && userId is not null && userId != caller.Id())
            return new ProblemResult(Problem.OfStatus(StatusCodes.Status403Forbidden));

        await SensitiveReads.RecordListAsync(context, "payments", userId);
        var query = new PaymentQuery(caller.IsStaff() ? userId : caller.Id(), context.Request.Query["disputed"] == "true");
        var payments = await Queries(grains).ListAsync(query, page.Page, cancellationToken);
        return payments.ToHttp(found => new PaymentsResponse([.. found.Items.Select(payment => PaymentResponse.Of(payment, caller.IsStaff()))], found.NextCursor));
    }

    private static async Task<PaymentMethodsResponse> MethodsAsync(IGrainFactory grains, CancellationToken cancellationToken)
    {
        var methods = await Queries(grains).GetMethodsAsync(cancellationToken);
        return new PaymentMethodsResponse([.. methods.Select(PaymentMethodResponse.Of)]);
    }

    private static async Task<IResult> GetAsync(
        string id, HttpContext context, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var found = await FindAsync(id, caller, grains, cancellationToken);
        if (found.IsSuccess)
            await SensitiveReads.RecordOneAsync(context, "payments", found.Value.PayerId);
        return found.ToHttp(payment => PaymentResponse.Of(payment, caller.IsStaff()));
    }

    private static Task<IResult> ConfirmAsync(
        string id, JsonBody<ConfirmPaymentRequest> body, IdempotencyKey key, HttpContext context, IGrainFactory grains, PaymentOperations operations,
        CancellationToken cancellationToken) =>
        operations.RunMaybeNamedAsync("confirm " + id, key, body.Value, operation => DoAsPayerAsync(
            id, "payment_confirmed", context, grains, operations,
            grain => grain.ConfirmAsync(
                new ConfirmPayment(SourceOf(body.Value.Method, body.Value.PaymentMethod, body.Value.Channel, body.Value.ReturnUrl))
                {
                    Key = operation?.Key,
                    Fingerprint = operation?.Fingerprint ?? "",
                },
                cancellationToken),
            cancellationToken));

    private static Task<IResult> CancelAsync(
        string id, HttpContext context, IGrainFactory grains, PaymentOperations operations, CancellationToken cancellationToken) =>
        DoAsPayerAsync(id, "payment_canceled", context, grains, operations, grain => grain.CancelAsync(cancellationToken), cancellationToken);

    private static Task<IResult> CaptureAsync(
        string id, JsonBody<CapturePaymentRequest> body, IdempotencyKey key, HttpContext context, IGrainFactory grains, PaymentOperations operations,
        CancellationToken cancellationToken) =>
        operations.RunAsync("capture " + id, key, body.Value, async operation =>
        {
            var found = await TakeUpAsync(id, "payment_captured", context, grains, cancellationToken);
            if (!found.IsSuccess)
                return found.Error.ToHttp();

            var captured = await grains.GetGrain<IPaymentGrain>(found.Value.Id).CaptureAsync(
                new CapturePayment(Amount(body.Value.Amount), operation.Key, operation.Fingerprint), cancellationToken);
            operations.MarkReplay(captured is { IsSuccess: true, Value.Replayed: true });
            return captured.ToHttp(static done => PaymentResponse.Of(done.Payment, isForStaff: true));
        });

    private static Task<IResult> RefundAsync(
        string id, JsonBody<RefundPaymentRequest> body, IdempotencyKey key, HttpContext context, IGrainFactory grains, PaymentOperations operations,
        CancellationToken cancellationToken) =>
        operations.RunAsync("refund " + id, key, body.Value, async operation =>
        {
            var found = await TakeUpAsync(id, "payment_refunded", context, grains, cancellationToken);
            if (!found.IsSuccess)
                return found.Error.ToHttp();

            var refunded = await grains.GetGrain<IPaymentGrain>(found.Value.Id).RefundAsync(
                new RefundPayment(Amount(body.Value.Amount), body.Value.Reason ?? "", operation.Key, operation.Fingerprint) { By = context.User.Id() },
                cancellationToken);
            operations.MarkReplay(refunded is { IsSuccess: true, Value.Replayed: true });
            return refunded.ToHttp(static made =>
                (IResult)TypedResults.Created($"/api/v1/payments/{made.Refund.PaymentId}", RefundResponse.Of(made.Refund, isForStaff: true)));
        });

    /// <summary>The payment that staff are about to do something with: somebody else's, and it is recorded.</summary>
    private static async Task<Result<Payment>> TakeUpAsync(
        string id, string what, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var found = await FindAsync(id, context.User, grains, cancellationToken);
        return found.IsSuccess && await ActingFor.RefuseOwnAsync(context, what, found.Value.PayerId) is { } refused ? refused : found;
    }

    /// <summary>Does what is the payer's to do.</summary>
    private static async Task<IResult> DoAsPayerAsync(
        string id, string what, HttpContext context, IGrainFactory grains, PaymentOperations operations,
        Func<IPaymentGrain, Task<Result<PaymentResult>>> command, CancellationToken cancellationToken)
    {
        var found = await FindAsync(id, context.User, grains, cancellationToken);
        if (!found.IsSuccess)
            return found.Error.ToHttp();
        if (!await ActingFor.MayAsync(context, what, found.Value.PayerId))
            return new ProblemResult(Problem.OfStatus(StatusCodes.Status403Forbidden));

        var result = await command(grains.GetGrain<IPaymentGrain>(found.Value.Id));
        operations.MarkReplay(result is { IsSuccess: true, Value.Replayed: true });
        return result.ToHttp(done => PaymentResponse.Of(done.Payment, context.User.IsStaff()));
    }

    /// <summary>The payment, if the caller may know of it; otherwise it does not exist, so that ids cannot be tried out.</summary>
    private static async Task<Result<Payment>> FindAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(id, "D", out var paymentId))
            return PaymentErrors.NotFound;

        var found = await grains.GetGrain<IPaymentGrain>(paymentId.ToString()).GetAsync(cancellationToken);
        return found.IsSuccess && !caller.IsStaff() && found.Value.PayerId != caller.Id() ? PaymentErrors.NotFound : found;
    }

    private static PaymentSource? SourceOf(string? method, string? token, string? channel, string? returnUrl) =>
        method is null ? null : new PaymentSource(method, token, channel, returnUrl);

    private static Money? Amount(long? units) => units is { } given ? Money.Rupiah(given) : null;

    private static IPaymentQueryGrain Queries(IGrainFactory grains) => grains.GetGrain<IPaymentQueryGrain>("0");
}

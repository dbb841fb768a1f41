using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Tests.Payments.Gateways.Stripe;

/// <summary>The adapter against answers as https://docs.stripe.com/api shows them.</summary>
public sealed class StripeGatewayTests : PaymentGatewayContract
{
    private const string Secret = "whsec_test";

    private protected override GatewayOrder Order { get; } = new(
        PaymentId, "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e", Money.Rupiah(150_000), "Kereta malam", ManualCapture: false, "pm_card_visa", Channel: null,
        new Uri("https://app.nusaloka.id/kembali?a=1&b=2"), Now.AddHours(1));

    [Fact]
    public async Task FindRefund_MadeThere_IsFoundOnlyForItsPayment()
    {
        Server.On("GET /v1/refunds/re_9", 200, """{ "id": "re_9", "status": "succeeded", "amount": 100000, "currency": "idr", "payment_intent": "pi_1" }""");
        Server.On("GET /v1/refunds/re_none", 404, "{}");

        var found = await Gateway().FindRefundAsync("re_9", PaymentId, "pi_1", CancellationToken.None);

        Assert.Equal(new GatewayRefund(RefundStatus.Succeeded, "re_9", Money.Rupiah(1_000), null), found);
        Assert.Null(await Gateway().FindRefundAsync("re_9", PaymentId, "pi_other", CancellationToken.None));
        Assert.Null(await Gateway().FindRefundAsync("re_none", PaymentId, "pi_1", CancellationToken.None));
    }

    [Theory]
    [InlineData("", DisputeFunds.Unmoved)]
    [InlineData("""{ "amount": -150000 }""", DisputeFunds.Withdrawn)]
    [InlineData("""{ "amount": -150000 }, { "amount": 150000 }""", DisputeFunds.Reinstated)]
    public async Task FindDispute_SaysWhereTheMoneyIs(string transactions, object funds)
    {
        Server.On("GET /v1/disputes/dp_1", 200, $$"""
            { "id": "dp_1", "status": "needs_response", "amount": 150000, "currency": "idr", "reason": "fraudulent", "payment_intent": "pi_1",
              "balance_transactions": [{{transactions}}] }
            """);

        var found = await Gateway().FindDisputeAsync("dp_1", PaymentId, "pi_1", CancellationToken.None);

        Assert.Equal(new GatewayDispute("dp_1", DisputeStatus.NeedsResponse, (DisputeFunds)funds, Money.Rupiah(1_500), "fraudulent"), found);
        Assert.Null(await Gateway().FindDisputeAsync("dp_1", PaymentId, "pi_2", CancellationToken.None));
    }

    [Fact]
    public async Task List_Pages_ShowsOursAndOthers()
    {
        Server.On("GET /v1/payment_intents", context => context.Response.WriteAsync(
            context.Request.Query["starting_after"] == "pi_2" ? """{ "data": [], "has_more": false }""" : $$"""
            { "has_more": true, "data": [
              { "id": "pi_1", "status": "succeeded", "amount": 100000, "amount_received": 100000, "currency": "idr", "metadata": { "payment_id": "{{PaymentId}}" } },
              { "id": "pi_2", "status": "canceled", "amount": 5, "amount_received": 0, "currency": "idr", "metadata": {} }] }
            """));

        var first = await Gateway().ListAsync(Now.AddDays(-1), Now, after: null, CancellationToken.None);
        var second = await Gateway().ListAsync(Now.AddDays(-1), Now, first!.Next, CancellationToken.None);

        Assert.Equal(
            [new GatewayRecord(PaymentId, "pi_1", Money.Rupiah(1_000), IsOver: false), new GatewayRecord(null, "pi_2", Money.Rupiah(0), IsOver: true)],
            first.Records.ToArray());
        Assert.Equal(("pi_2", 0, null), (first.Next, second!.Records.Length, second.Next));
        Assert.Contains($"created[gte]={Now.AddDays(-1).ToUnixTimeSeconds()}&created[lte]={Now.ToUnixTimeSeconds()}", Uri.UnescapeDataString(Server.Seen[0].Target), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListDisputes_Pages_ShowsWhoseTheyAreAndWhereTheMoneyIs()
    {
        Server.On("GET /v1/disputes", context => context.Response.WriteAsync(
            context.Request.Query["starting_after"] == "dp_2" ? """{ "data": [], "has_more": false }""" : """
            { "has_more": true, "data": [
              { "id": "dp_1", "status": "won", "amount": 150000, "currency": "idr", "reason": "fraudulent", "payment_intent": "pi_1",
                "balance_transactions": [{ "amount": -150000 }, { "amount": 150000 }] },
              { "id": "dp_2", "status": "needs_response", "amount": 5, "currency": "idr", "reason": "general", "payment_intent": null, "balance_transactions": [] }] }
            """));

        var first = await Gateway().ListDisputesAsync(Now.AddDays(-1), Now, after: null, CancellationToken.None);
        var second = await Gateway().ListDisputesAsync(Now.AddDays(-1), Now, first!.Next, CancellationToken.None);

        Assert.Equal(new ListedDispute("pi_1", new GatewayDispute("dp_1", DisputeStatus.Won, DisputeFunds.Reinstated, Money.Rupiah(1_500), "fraudulent")), first.Records[0]);
        Assert.Equal(("", "dp_2"), (first.Records[1].PaymentReference, first.Records[1].Dispute.Reference));
        Assert.Equal(("dp_2", 0, null), (first.Next, second!.Records.Length, second.Next));
        Assert.Contains($"created[gte]={Now.AddDays(-1).ToUnixTimeSeconds()}&created[lte]={Now.ToUnixTimeSeconds()}", Uri.UnescapeDataString(Server.Seen[0].Target), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_Succeeds_SentOnceWithOurIdsInHundredths()
    {
        Server.On("POST /v1/payment_intents", 200, Intent("succeeded", received: 15_000_000));

        var payment = await Gateway().CreateAsync(Order, CancellationToken.None);

        Assert.Equal(GatewayStatus.Succeeded, payment.Status);
        Assert.Equal("pi_1", payment.Reference);
        Assert.Equal((Money.Rupiah(150_000), Money.Rupiah(150_000)), (payment.Amount, payment.AmountCaptured));
        var request = Assert.Single(Server.Seen);
        Assert.Equal("Bearer sk_test_1", request.Headers["Authorization"]);
        Assert.Equal($"payment-{PaymentId}", request.Headers["Idempotency-Key"]);
        Assert.Equal("2026-07-29.dahlia", request.Headers["Stripe-Version"]);
        Assert.StartsWith("application/x-www-form-urlencoded", request.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("15000000", request.Form["amount"]);
        Assert.Equal("idr", request.Form["currency"]);
        Assert.Equal("true", request.Form["confirm"]);
        Assert.Equal("automatic", request.Form["capture_method"]);
        Assert.Equal("pm_card_visa", request.Form["payment_method"]);
        Assert.Equal($"{PaymentId}", request.Form["metadata[payment_id]"]);
        Assert.Equal("https://app.nusaloka.id/kembali?a=1&b=2", request.Form["return_url"]);
    }

    [Fact]
    public async Task Create_ManualWithConfirmationToken_IsAuthorizedOnly()
    {
        Server.On("POST /v1/payment_intents", 200, Intent("requires_capture"));

        var payment = await Gateway().CreateAsync(Order with { ManualCapture = true, PaymentMethod = "ctoken_1" }, CancellationToken.None);

        Assert.Equal((GatewayStatus.RequiresCapture, Money.Rupiah(0)), (payment.Status, payment.AmountCaptured));
        Assert.Equal("manual", Server.Seen[0].Form["capture_method"]);
        Assert.Equal("ctoken_1", Server.Seen[0].Form["confirmation_token"]);
        Assert.DoesNotContain("payment_method", Server.Seen[0].Form.Keys);
    }

    [Fact]
    public async Task Create_ThreeDSecure_SendsThePayerToTheBank()
    {
        Server.On("POST /v1/payment_intents", 200, Intent(
            "requires_action", more: """, "next_action": { "type": "redirect_to_url", "redirect_to_url": { "url": "https://hooks.stripe.com/3d" } }"""));

        var payment = await Gateway().CreateAsync(Order, CancellationToken.None);

        Assert.Equal(GatewayStatus.RequiresAction, payment.Status);
        Assert.Equal(new NextAction(NextActionKind.Redirect, "https://hooks.stripe.com/3d"), payment.Next);
    }

    [Fact]
    public async Task Create_CardDeclined_IsAResultWithTheBanksWord()
    {
        Server.On("POST /v1/payment_intents", 402, $$"""
            { "error": { "type": "card_error", "code": "card_declined", "decline_code": "insufficient_funds",
              "payment_intent": {{Intent("requires_payment_method")}} } }
            """);

        var payment = await Gateway().CreateAsync(Order, CancellationToken.None);

        Assert.Equal((GatewayStatus.Declined, "insufficient_funds", "pi_1"), (payment.Status, payment.FailureCode, payment.Reference));
        Assert.Single(Server.Seen);
    }

    [Fact]
    public async Task Create_KeyInUse_IsUnknown()
    {
        Server.On("POST /v1/payment_intents", 409, """{ "error": { "type": "idempotency_error", "code": "idempotency_key_in_use" } }""");

        await Assert.ThrowsAsync<GatewayUnknownException>(() => Gateway().CreateAsync(Order, CancellationToken.None));
    }

    [Fact]
    public async Task Create_WithoutPaymentMethod_IsDeclinedAndNotSent()
    {
        var payment = await Gateway().CreateAsync(Order with { PaymentMethod = null }, CancellationToken.None);

        Assert.Equal((GatewayStatus.Declined, "payment_method_required"), (payment.Status, payment.FailureCode));
        Assert.Empty(Server.Seen);
    }

    [Fact]
    public async Task Create_FirstAnswerLost_SecondIsTheSameCharge()
    {
        Server.On("POST /v1/payment_intents", 500, "{}").On("POST /v1/payment_intents", 200, Intent("succeeded", received: 15_000_000));

        var payment = await Gateway().CreateAsync(Order, CancellationToken.None);

        Assert.Equal(GatewayStatus.Succeeded, payment.Status);
        Assert.Equal(2, Server.Seen.Count);
        Assert.Single(Server.Seen.Select(static request => request.Headers["Idempotency-Key"]).Distinct());
    }

    [Fact]
    public async Task Capture_Part_TakesItAndAnswersTheRest()
    {
        Server.On("POST /v1/payment_intents/pi_1/capture", 200, Intent("succeeded", received: 10_000_000));

        var payment = await Gateway().CaptureAsync(PaymentId, "pi_1", Money.Rupiah(100_000), CancellationToken.None);

        Assert.Equal((GatewayStatus.Succeeded, Money.Rupiah(100_000)), (payment.Status, payment.AmountCaptured));
        Assert.Equal("10000000", Server.Seen[0].Form["amount_to_capture"]);
    }

    [Fact]
    public async Task Capture_OfLessAfterARefusal_HasAKeyOfItsOwn()
    {
        Server.On("POST /v1/payment_intents/pi_1/capture", 200, Intent("succeeded", received: 10_000_000));

        foreach (var units in new[] { 100_000, 90_000, 90_000 })
            await Gateway().CaptureAsync(PaymentId, "pi_1", Money.Rupiah(units), CancellationToken.None);

        Assert.Equal(
            [$"capture-{PaymentId}-10000000", $"capture-{PaymentId}-9000000", $"capture-{PaymentId}-9000000"],
            Server.Seen.Select(static request => request.Headers["Idempotency-Key"]));
    }

    [Fact]
    public async Task Capture_Refused_AnswersWhatThePaymentIs()
    {
        Server.On("POST /v1/payment_intents/pi_1/capture", 400, """{ "error": { "type": "invalid_request_error", "code": "payment_intent_unexpected_state" } }""")
            .On("GET /v1/payment_intents/pi_1", 200, Intent("canceled", more: """, "cancellation_reason": "automatic" """));

        var payment = await Gateway().CaptureAsync(PaymentId, "pi_1", Money.Rupiah(100_000), CancellationToken.None);

        Assert.Equal((GatewayStatus.Canceled, "automatic"), (payment.Status, payment.FailureCode));
    }

    [Fact]
    public async Task Capture_RefusedAndNotToldWhatThePaymentIs_IsUnknown()
    {
        Server.On("POST /v1/payment_intents/pi_1/capture", 400, """{ "error": { "code": "payment_intent_unexpected_state" } }""")
            .On("GET /v1/payment_intents/pi_1", 500, "{}");

        await Assert.ThrowsAsync<GatewayUnknownException>(() => Gateway().CaptureAsync(PaymentId, "pi_1", Money.Rupiah(100_000), CancellationToken.None));
    }

    [Fact]
    public async Task Cancel_AlreadySucceeded_StaysSucceeded()
    {
        Server.On("POST /v1/payment_intents/pi_1/cancel", 400, """{ "error": { "code": "payment_intent_unexpected_state" } }""")
            .On("GET /v1/payment_intents/pi_1", 200, Intent("succeeded", received: 15_000_000));

        var payment = await Gateway().CancelAsync(PaymentId, "pi_1", CancellationToken.None);

        Assert.Equal((GatewayStatus.Succeeded, "payment_intent_unexpected_state"), (payment.Status, payment.FailureCode));
    }

    [Theory]
    [InlineData("succeeded", RefundStatus.Succeeded)]
    [InlineData("pending", RefundStatus.Pending)]
    [InlineData("requires_action", RefundStatus.Pending)]
    [InlineData("failed", RefundStatus.Failed)]
    [InlineData("canceled", RefundStatus.Canceled)]
    public async Task Refund_Answered_IsReadAsItIs(string word, RefundStatus status)
    {
        Server.On("POST /v1/refunds", 200, Refund(RefundId, word));

        var refund = await Gateway().RefundAsync(
            new GatewayRefundOrder(RefundId, PaymentId, "pi_1", Money.Rupiah(50_000), "requested_by_customer"), CancellationToken.None);

        Assert.Equal((status, "re_1", Money.Rupiah(50_000)), (refund.Status, refund.Reference, refund.Amount));
        Assert.Equal($"refund-{RefundId}", Server.Seen[0].Headers["Idempotency-Key"]);
        Assert.Equal("5000000", Server.Seen[0].Form["amount"]);
        Assert.Equal("requested_by_customer", Server.Seen[0].Form["reason"]);
        Assert.Equal($"{RefundId}", Server.Seen[0].Form["metadata[refund_id]"]);
    }

    [Fact]
    public async Task Refund_TooMuch_Fails()
    {
        Server.On("POST /v1/refunds", 400, """{ "error": { "type": "invalid_request_error", "code": "charge_already_refunded" } }""");

        var refund = await Gateway().RefundAsync(
            new GatewayRefundOrder(RefundId, PaymentId, "pi_1", Money.Rupiah(50_000), "goodwill"), CancellationToken.None);

        Assert.Equal((RefundStatus.Failed, "charge_already_refunded"), (refund.Status, refund.FailureCode));
        Assert.DoesNotContain("reason", Server.Seen[0].Form.Keys);
    }

    [Fact]
    public async Task Find_ByReference_ReadsWhatWasRefunded()
    {
        Server.On("GET /v1/payment_intents/pi_1", 200, Intent("succeeded", received: 15_000_000, more: """, "latest_charge": { "amount_refunded": 5000000 }"""));

        var payment = await Gateway().FindAsync(PaymentId, "pi_1", CancellationToken.None);

        Assert.Equal(Money.Rupiah(50_000), payment?.AmountRefunded);
    }

    [Fact]
    public async Task Find_WithoutReference_SearchesOurId()
    {
        Server.On("GET /v1/payment_intents/search", 200, $$"""{ "data": [{{Intent("processing")}}], "has_more": false }""")
            .On("GET /v1/payment_intents/pi_2", 404, """{ "error": { "code": "resource_missing" } }""");

        Assert.Equal(GatewayStatus.Processing, (await Gateway().FindAsync(PaymentId, reference: null, CancellationToken.None))?.Status);
        Assert.Null(await Gateway().FindAsync(PaymentId, "pi_2", CancellationToken.None));
        Assert.Contains($"metadata['payment_id']:'{PaymentId}'", Uri.UnescapeDataString(Server.Seen[0].Target), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindRefund_OnTheSecondPage_IsFound()
    {
        Server.On("GET /v1/refunds", 200, $$"""{ "data": [{{Refund(PaymentId, "succeeded")}}], "has_more": true }""")
            .On("GET /v1/refunds", 200, $$"""{ "data": [{{Refund(RefundId, "failed")}}], "has_more": false }""");

        var refund = await Gateway().FindRefundAsync(RefundId, PaymentId, "pi_1", CancellationToken.None);

        Assert.Equal(RefundStatus.Failed, refund?.Status);
        Assert.Contains("starting_after=re_1", Server.Seen[1].Target, StringComparison.Ordinal);
        Assert.Null(await Gateway().FindRefundAsync(new Guid("0198c5a0-3333-7000-8000-000000000003"), PaymentId, "pi_1", CancellationToken.None));
    }

    [Fact]
    public void ReadWebhook_PaymentSucceeded_NamesOurPayment()
    {
        var body = Event("payment_intent.succeeded", Intent("succeeded", received: 15_000_000));

        var reading = Gateway().ReadWebhook(Signed(body), Now);

        Assert.Equal("evt_1", Assert.IsType<WebhookReading.Accepted>(reading).EventId);
        var seen = Accepted(reading);
        Assert.Equal((GatewayEventKind.Payment, PaymentId, "pi_1"), (seen.Kind, seen.PaymentId, seen.Reference));
        Assert.Equal((GatewayStatus.Succeeded, Money.Rupiah(150_000)), (seen.Payment!.Status, seen.Payment.Amount));
    }

    [Fact]
    public void ReadWebhook_AmountIsNoWholeRupiah_EqualsNoAmountOfOurs()
    {
        var body = Event("payment_intent.succeeded", Intent("succeeded", received: 15_000_050, amount: 15_000_050));

        var payment = Accepted(Gateway().ReadWebhook(Signed(body), Now)).Payment!;

        Assert.Equal((Currency.None, Currency.None), (payment.Amount.Currency, payment.AmountCaptured.Currency));
    }

    [Theory]
    [InlineData("refund.created", "pending", RefundStatus.Pending)]
    [InlineData("refund.updated", "succeeded", RefundStatus.Succeeded)]
    [InlineData("refund.failed", "failed", RefundStatus.Failed)]
    public void ReadWebhook_Refund_NamesOurRefund(string type, string word, RefundStatus status)
    {
        var seen = Accepted(Gateway().ReadWebhook(Signed(Event(type, Refund(RefundId, word))), Now));

        Assert.Equal((GatewayEventKind.Refund, PaymentId, RefundId, status), (seen.Kind, seen.PaymentId, seen.RefundId, seen.Refund!.Status));
    }

    [Theory]
    [InlineData("created", "needs_response", DisputeStatus.NeedsResponse, "Unmoved")]
    [InlineData("funds_withdrawn", "needs_response", DisputeStatus.NeedsResponse, "Withdrawn")]
    [InlineData("funds_reinstated", "won", DisputeStatus.Won, "Reinstated")]
    [InlineData("closed", "lost", DisputeStatus.Lost, "Unmoved")]
    [InlineData("updated", "under_review", DisputeStatus.UnderReview, "Unmoved")]
    [InlineData("created", "warning_needs_response", DisputeStatus.WarningNeedsResponse, "Unmoved")]
    public void ReadWebhook_Dispute_SaysWhetherMoneyMoved(string type, string word, DisputeStatus status, string funds)
    {
        var body = Event($"charge.dispute.{type}", $$"""
            { "id": "dp_1", "amount": 15000000, "currency": "idr", "payment_intent": "pi_1", "reason": "fraudulent", "status": "{{word}}" }
            """);

        var seen = Accepted(Gateway().ReadWebhook(Signed(body), Now));

        Assert.Equal((GatewayEventKind.Dispute, "pi_1"), (seen.Kind, seen.Reference));
        Assert.Equal(new GatewayDispute("dp_1", status, Enum.Parse<DisputeFunds>(funds), Money.Rupiah(150_000), "fraudulent"), seen.Dispute);
    }

    [Theory]
    [InlineData("customer.created", "{ \"id\": \"cus_1\" }")]
    [InlineData("payment_intent.succeeded", "{ \"id\": \"pi_9\", \"metadata\": {} }")]
    [InlineData("refund.updated", "{ \"id\": \"re_9\", \"metadata\": { \"refund_id\": \"not ours\" } }")]
    [InlineData("refund.updated", "[]")]
    public void ReadWebhook_NothingOfOurs_IsAcceptedAndForgotten(string type, string subject) =>
        Assert.Equal(GatewayEvent.Other, Accepted(Gateway().ReadWebhook(Signed(Event(type, subject)), Now)));

    [Fact]
    public void ReadWebhook_ReplayedAfter301Seconds_IsRefused()
    {
        var request = Signed(Event("payment_intent.succeeded", Intent("succeeded")));

        Assert.IsType<WebhookReading.Accepted>(Gateway().ReadWebhook(request, Now.AddSeconds(300)));
        Assert.Equal("signature_old", Why(Gateway().ReadWebhook(request, Now.AddSeconds(301))));
    }

    [Fact]
    public void ReadWebhook_SignedButNoEvent_IsRefused()
    {
        Assert.Equal("body_malformed", Why(Gateway().ReadWebhook(Signed("{}"), Now)));
        Assert.Equal("body_malformed", Why(Gateway().ReadWebhook(Signed("no json"), Now)));
    }

    private protected override (string Name, (string Key, string Value)[] Settings) Describe(string address) =>
        ("stripe", [("STRIPE:SECRET_KEY", "sk_test_1"), ("STRIPE:WEBHOOK_SECRETS:0", "whsec_next"), ("STRIPE:WEBHOOK_SECRETS:1", Secret), ("STRIPE:BASE_URL", address)]);

    private static WebhookRequest Signed(string body) =>
        Webhook(body, ("Stripe-Signature", TimedSignature.Sign(Secret, Encoding.UTF8.GetBytes(body), Now)));

    private static string Event(string type, string subject) => $$"""{ "id": "evt_1", "type": "{{type}}", "data": { "object": {{subject}} } }""";

    private static string Intent(string status, long received = 0, long amount = 15_000_000, string more = "") => string.Create(CultureInfo.InvariantCulture, $$"""
        { "id": "pi_1", "object": "payment_intent", "amount": {{amount}}, "amount_received": {{received}}, "currency": "idr", "created": 1763700000,
          "metadata": { "payment_id": "{{PaymentId}}" }, "status": "{{status}}"{{more}} }
        """);

    private static string Refund(Guid id, string status) => $$"""
        { "id": "re_1", "amount": 5000000, "currency": "idr", "payment_intent": "pi_1", "status": "{{status}}",
          "metadata": { "refund_id": "{{id}}", "payment_id": "{{PaymentId}}" } }
        """;
}

using Microsoft.AspNetCore.Http;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Payments.Gateways.Xendit;

/// <summary>The adapter against answers as https://docs.xendit.co/apidocs shows them.</summary>
public sealed class XenditGatewayTests : PaymentGatewayContract
{
    private const string Token = "a-callback-token";
    private const string Create = "POST /v3/payment_requests";
    private const string Find = "GET /v3/payment_requests/pr-1";
    private const string Listed = "GET /transactions";

    private protected override GatewayOrder Order { get; } = new(
        PaymentId, "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e", Money.Rupiah(10_000), "Kereta malam", ManualCapture: false, PaymentMethod: null, "bri_va",
        new Uri("https://app.nusaloka.id/kembali"), Now.AddHours(2));

    [Fact]
    public async Task List_Pages_ShowsOursAndOthers()
    {
        Server.On("GET /transactions", context => context.Response.WriteAsync(
            context.Request.Query["after_id"] == "txn_2" ? """{ "has_more": false, "data": [] }""" : $$"""
            { "has_more": true, "data": [
              { "id": "txn_1", "product_id": "py-1", "type": "PAYMENT", "status": "SUCCESS", "amount": 10000, "currency": "IDR", "reference_id": "{{PaymentId}}" },
              { "id": "txn_2", "product_id": "py-2", "type": "PAYMENT", "status": "FAILED", "amount": 5, "currency": "IDR", "reference_id": "toko-7" }] }
            """));

        var first = await Gateway().ListAsync(Now.AddDays(-1), Now, after: null, CancellationToken.None);
        var second = await Gateway().ListAsync(Now.AddDays(-1), Now, first!.Next, CancellationToken.None);

        Assert.Equal(
            [new GatewayRecord(PaymentId, "py-1", Money.Rupiah(10_000), IsOver: false), new GatewayRecord(null, "py-2", Money.Rupiah(0), IsOver: true)],
            first.Records.ToArray());
        Assert.Equal(("txn_2", 0, null), (first.Next, second!.Records.Length, second.Next));
    }

    [Fact]
    public async Task FindRefund_MadeThere_IsFoundOnlyForItsPayment()
    {
        Server.On("GET /refunds/rfd-1", 200, """{ "id": "rfd-1", "status": "SUCCEEDED", "amount": 1000, "currency": "IDR", "payment_request_id": "pr-1" }""");

        Assert.Equal(
            new GatewayRefund(RefundStatus.Succeeded, "rfd-1", Money.Rupiah(1_000), null),
            await Gateway().FindRefundAsync("rfd-1", PaymentId, "pr-1", CancellationToken.None));
        Assert.Null(await Gateway().FindRefundAsync("rfd-1", PaymentId, "pr-2", CancellationToken.None));
    }

    [Fact]
    public async Task Create_VirtualAccount_SendsRupiahAndAnswersTheNumber()
    {
        Server.On(Create, 201, Request("REQUIRES_ACTION", """
            , "actions": [{ "type": "PRESENT_TO_CUSTOMER", "descriptor": "VIRTUAL_ACCOUNT_NUMBER", "value": "9999000123" }]
            """));

        var payment = await Gateway().CreateAsync(Order, CancellationToken.None);

        Assert.Equal((GatewayStatus.RequiresAction, "pr-1", Money.Rupiah(10_000)), (payment.Status, payment.Reference, payment.Amount));
        Assert.Equal(new NextAction(NextActionKind.VaNumber, "bri 9999000123"), payment.Next);
        var request = Assert.Single(Server.Seen);
        Assert.Equal("Basic eG5kX3Rlc3Q6", request.Headers["Authorization"]);
        Assert.Equal("2024-11-11", request.Headers["api-version"]);
        Assert.Equal($"payment-{PaymentId}", request.Headers["idempotency-key"]);
        Assert.Equal("10000", request.Json["request_amount"]!.ToJsonString());
        Assert.Equal($"{PaymentId}", (string?)request.Json["reference_id"]);
        Assert.Equal(("BRI_VIRTUAL_ACCOUNT", "AUTOMATIC", "PAY"), ((string?)request.Json["channel_code"], (string?)request.Json["capture_method"], (string?)request.Json["type"]));
        Assert.Equal("2026-11-21T07:00:00Z", (string?)request.Json["channel_properties"]!["expires_at"]);
    }

    [Theory]
    [InlineData("PRESENT_TO_CUSTOMER", "QR_STRING", "00020101", NextActionKind.QrString)]
    [InlineData("REDIRECT_CUSTOMER", "WEB_URL", "https://ovo", NextActionKind.Redirect)]
    [InlineData("REDIRECT_CUSTOMER", "DEEPLINK_URL", "ovo://pay", NextActionKind.Redirect)]
    public async Task Create_Channel_AnswersWhatThePayerMustDo(string type, string descriptor, string value, NextActionKind kind)
    {
        Server.On(Create, 201, Request("REQUIRES_ACTION", $$"""
            , "actions": [{ "type": "API_POST_REQUEST", "descriptor": "CAPTURE_PAYMENT", "value": "x" }, { "type": "{{type}}", "descriptor": "{{descriptor}}", "value": "{{value}}" }]
            """));

        var payment = await Gateway().CreateAsync(Order with { Channel = "qris" }, CancellationToken.None);

        Assert.Equal(new NextAction(kind, value), payment.Next);
        Assert.Equal("QRIS", (string?)Server.Seen[0].Json["channel_code"]);
    }

    [Fact]
    public async Task Create_StoredToken_MayBeAuthorizedOnly()
    {
        Server.On(Create, 201, Request("AUTHORIZED"));

        var payment = await Gateway().CreateAsync(Order with { Channel = null, PaymentMethod = "pt-1", ManualCapture = true }, CancellationToken.None);

        Assert.Equal((GatewayStatus.RequiresCapture, Money.Rupiah(0)), (payment.Status, payment.AmountCaptured));
        Assert.Equal(("pt-1", "MANUAL"), ((string?)Server.Seen[0].Json["payment_token_id"], (string?)Server.Seen[0].Json["capture_method"]));
    }

    [Fact]
    public async Task Create_QrisAboveItsLimit_IsDeclinedAndNotSent()
    {
        var payment = await Gateway().CreateAsync(Order with { Channel = "qris", Amount = Money.Rupiah(10_000_001) }, CancellationToken.None);

        Assert.Equal((GatewayStatus.Declined, "amount_above_limit"), (payment.Status, payment.FailureCode));
        Assert.Empty(Server.Seen);
    }

    [Fact]
    public async Task Create_WithoutChannelOrToken_IsDeclinedAndNotSent()
    {
        Assert.Equal("channel_required", (await Gateway().CreateAsync(Order with { Channel = null }, CancellationToken.None)).FailureCode);
        Assert.Empty(Server.Seen);
    }

    [Fact]
    public async Task Create_Refused_IsDeclinedWithItsCode()
    {
        Server.On(Create, 400, """{ "error_code": "CHANNEL_NOT_ACTIVATED", "message": "…" }""");

        var payment = await Gateway().CreateAsync(Order, CancellationToken.None);

        Assert.Equal((GatewayStatus.Declined, "CHANNEL_NOT_ACTIVATED"), (payment.Status, payment.FailureCode));
    }

    [Fact]
    public async Task Create_Duplicate_AnswersTheEarlierRequest()
    {
        Server.On("GET /refunds", 200, """{ "data": [] }""").On(Create, 409, """{ "error_code": "DUPLICATE_ERROR" }""")
            .On(Listed, 200, Transactions(Transaction("SUCCESS", "pr-1"))).On(Find, 200, Request("SUCCEEDED"));

        var payment = await Gateway().CreateAsync(Order, CancellationToken.None);

        Assert.Equal((GatewayStatus.Succeeded, "pr-1", Money.Rupiah(10_000)), (payment.Status, payment.Reference, payment.AmountCaptured));
        Assert.Equal($"/transactions?types=PAYMENT&reference_id={PaymentId}&limit=50", Server.Seen[1].Target);
    }

    [Theory]
    [InlineData(403, "{}")]
    [InlineData(404, """{ "error_code": "DATA_NOT_FOUND" }""")]
    [InlineData(200, "{}")]
    public async Task Find_ByOurIdWhereItsListIsNotShown_SaysNothing(int status, string body)
    {
        Server.On(Listed, status, body);

        await Assert.ThrowsAsync<GatewayUnavailableException>(() => Gateway().FindAsync(PaymentId, reference: null, CancellationToken.None));
    }

    [Fact]
    public async Task Find_ByOurIdInAnEmptyList_IsNull()
    {
        Server.On(Listed, 200, Transactions()).On(Find, 404, """{ "error_code": "DATA_NOT_FOUND" }""");

        Assert.Null(await Gateway().FindAsync(PaymentId, reference: null, CancellationToken.None));
        Assert.Null(await Gateway().FindAsync(PaymentId, "pr-1", CancellationToken.None));
    }

    [Fact]
    public async Task Find_ByOurId_IsWhatWasPaidAndNotWhatWasTried()
    {
        var tried = Transaction("FAILED", "pr-0");
        var others = Transaction("SUCCESS", "pr-9").Replace($"{PaymentId}", $"{RefundId}", StringComparison.Ordinal);
        Server.On(Listed, 200, Transactions(tried, others, Transaction("SUCCESS", "pr-1"))).On(Find, 200, Request("SUCCEEDED")).On("GET /refunds", 200, """{ "data": [] }""");

        Assert.Equal("pr-1", (await Gateway().FindAsync(PaymentId, reference: null, CancellationToken.None))?.Reference);
    }

    [Fact]
    public async Task Find_ByOurIdOfATransactionThatNamesItsPaymentOnly_AsksThePayment()
    {
        Server.On(Listed, 200, Transactions($$"""{ "id": "txn_1", "product_id": "py-1", "status": "FAILED", "reference_id": "{{PaymentId}}" }"""))
            .On("GET /v3/payments/py-1", 200, """{ "payment_id": "py-1", "payment_request_id": "pr-1" }""").On(Find, 200, Request("FAILED"));

        Assert.Equal((GatewayStatus.Declined, "pr-1"), (await Gateway().FindAsync(PaymentId, reference: null, CancellationToken.None)) is { } found ? (found.Status, found.Reference) : default);
    }

    [Fact]
    public async Task Find_ByOurIdOfATransactionWhoseRequestIsNotShown_SaysNothing()
    {
        Server.On(Listed, 200, Transactions(Transaction("SUCCESS", "pr-1"))).On(Find, 404, "{}");

        await Assert.ThrowsAsync<GatewayUnavailableException>(() => Gateway().FindAsync(PaymentId, reference: null, CancellationToken.None));
    }

    [Fact]
    public async Task Create_ChargeThatIsNotAnswered_IsSentOnceAndAgainWhenItWouldHaveBeenListed()
    {
        var clock = new ManualTimeProvider(Now);
        var order = Order with { Channel = null, PaymentMethod = "pt-1" };
        Server.On(Create, 500, "{}").On(Create, 201, Request("SUCCEEDED"));
        var gateway = Gateway(clock);

        await Assert.ThrowsAsync<GatewayUnknownException>(() => gateway.CreateAsync(order, CancellationToken.None));
        clock.Advance(TimeSpan.FromMinutes(14));
        await Assert.ThrowsAsync<GatewayUnknownException>(() => gateway.CreateAsync(order with { TriedSince = Now }, CancellationToken.None));
        Assert.Single(Server.Seen);

        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(GatewayStatus.Succeeded, (await gateway.CreateAsync(order with { TriedSince = Now }, CancellationToken.None)).Status);
        Assert.Equal([$"payment-{PaymentId}", $"payment-{PaymentId}"], Server.Seen.Select(static request => request.Headers["idempotency-key"]));
    }

    [Theory]
    [InlineData("REQUIRES_ACTION", "RequiresAction")]
    [InlineData("ACCEPTING_PAYMENTS", "RequiresAction")]
    [InlineData("PENDING", "Processing")]
    [InlineData("AUTHORIZED", "RequiresCapture")]
    [InlineData("SUCCEEDED", "Succeeded")]
    [InlineData("FAILED", "Declined")]
    [InlineData("CANCELED", "Canceled")]
    [InlineData("EXPIRED", "Canceled")]
    [InlineData("SOMETHING_NEW", "Processing")]
    public async Task Find_EveryStatus_IsReadAsItIs(string word, string expected)
    {
        Server.On(Find, 200, Request(word)).On("GET /refunds", 200, """{ "data": [] }""");

        Assert.Equal(expected, (await Gateway().FindAsync(PaymentId, "pr-1", CancellationToken.None))!.Status.ToString());
    }

    [Fact]
    public async Task Find_WithRefunds_SaysWhatWasGivenBack()
    {
        Server.On(Find, 200, Request("SUCCEEDED")).On("GET /refunds", 200, """
            { "data": [{ "id": "r1", "status": "SUCCEEDED", "amount": 1000, "currency": "IDR" }, { "id": "r2", "status": "FAILED", "amount": 500, "currency": "IDR" },
              { "id": "r3", "status": "SUCCEEDED", "amount": 2000, "currency": "IDR" }] }
            """);

        Assert.Equal(Money.Rupiah(3_000), (await Gateway().FindAsync(PaymentId, "pr-1", CancellationToken.None))!.AmountRefunded);
    }

    [Fact]
    public async Task Capture_Part_AnswersWhatWasTaken()
    {
        Server.On(Find, 200, Request("AUTHORIZED", manual: true)).On(Find, 200, Request("SUCCEEDED", manual: true))
            .On("POST /v3/payments/py-1/capture", 200, """{ "status": "SUCCEEDED" }""")
            .On("GET /v3/payments/py-1", 200, """{ "payment_id": "py-1", "captures": [{ "capture_amount": 6000 }] }""")
            .On("GET /refunds", 200, """{ "data": [] }""");

        var payment = await Gateway().CaptureAsync(PaymentId, "pr-1", Money.Rupiah(6_000), CancellationToken.None);

        Assert.Equal((GatewayStatus.Succeeded, Money.Rupiah(10_000), Money.Rupiah(6_000)), (payment.Status, payment.Amount, payment.AmountCaptured));
        Assert.Equal("""{"capture_amount":6000}""", Server.Seen[1].Body);
        Assert.Equal($"capture-{PaymentId}-6000", Server.Seen[1].Headers["idempotency-key"]);
    }

    [Fact]
    public async Task Cancel_AuthorizedOrNot_CancelsThePaymentOrTheRequest()
    {
        Server.On(Find, 200, Request("AUTHORIZED")).On(Find, 200, Request("AUTHORIZED")).On(Find, 200, Request("CANCELED"))
            .On("POST /v3/payments/py-1/cancel", 200, "{}");

        Assert.Equal(GatewayStatus.Canceled, (await Gateway().CancelAsync(PaymentId, "pr-1", CancellationToken.None)).Status);

        Server.On("POST /v3/payment_requests/pr-1/cancel", 400, """{ "error_code": "INVALID_STATUS" }""");
        Assert.Equal("CANCELED", (await Gateway().CancelAsync(PaymentId, "pr-1", CancellationToken.None)).FailureCode);
    }

    [Theory]
    [InlineData("SUCCEEDED", RefundStatus.Succeeded)]
    [InlineData("PENDING", RefundStatus.Pending)]
    [InlineData("FAILED", RefundStatus.Failed)]
    [InlineData("CANCELLED", RefundStatus.Canceled)]
    public async Task Refund_Answered_IsReadAsItIs(string word, RefundStatus status)
    {
        Server.On("POST /refunds", 200, Refund(word));

        var refund = await Gateway().RefundAsync(RefundOrder, CancellationToken.None);

        Assert.Equal((status, "rfd-1", Money.Rupiah(4_000)), (refund.Status, refund.Reference, refund.Amount));
        Assert.Equal($"refund-{RefundId}", Server.Seen[0].Headers["idempotency-key"]);
        Assert.Equal(("pr-1", "DUPLICATE"), ((string?)Server.Seen[0].Json["payment_request_id"], (string?)Server.Seen[0].Json["reason"]));
    }

    [Theory]
    [InlineData("REFUND_AMOUNT_EXCEEDED")]
    [InlineData("INELIGIBLE_TRANSACTION_STATUS")]
    [InlineData("INSUFFICIENT_BALANCE")]
    [InlineData("PARTIAL_REFUND_COUNTS_EXCEEDED")]
    [InlineData("REFUND_NOT_SUPPORTED")]
    [InlineData("PARTIAL_REFUND_NOT_SUPPORTED")]
    public async Task Refund_Refused_Fails(string code)
    {
        Server.On("POST /refunds", 400, $$"""{ "error_code": "{{code}}" }""");

        var refund = await Gateway().RefundAsync(RefundOrder, CancellationToken.None);

        Assert.Equal((RefundStatus.Failed, code), (refund.Status, refund.FailureCode));
    }

    [Fact]
    public async Task Refund_AnotherUnderWay_IsNotDone()
    {
        Server.On("POST /refunds", 400, """{ "error_code": "REFUND_IN_PROGRESS" }""");

        await Assert.ThrowsAsync<GatewayUnavailableException>(() => Gateway().RefundAsync(RefundOrder, CancellationToken.None));
    }

    [Fact]
    public async Task FindRefund_AmongOthers_IsFound()
    {
        Server.On("GET /refunds", 200, $$"""{ "data": [{ "reference_id": "{{PaymentId}}" }, {{Refund("FAILED")}}], "has_more": false }""");

        Assert.Equal(RefundStatus.Failed, (await Gateway().FindRefundAsync(RefundId, PaymentId, "pr-1", CancellationToken.None))?.Status);
        Assert.Equal("/refunds?payment_request_id=pr-1&limit=50", Server.Seen[0].Target);
    }

    [Fact]
    public async Task FindRefund_OnALaterPage_IsFoundAndCounted()
    {
        Server.On(Find, 200, Request("SUCCEEDED")).On("GET /refunds", context => context.Response.WriteAsync(
            context.Request.Query["after_id"] == "r2" ? $$"""{ "data": [{{Refund("SUCCEEDED")}}], "has_more": false }""" : $$"""
            { "has_more": true, "data": [{ "id": "r1", "status": "SUCCEEDED", "amount": 1000, "currency": "IDR" }, { "id": "r2", "status": "FAILED", "amount": 500, "currency": "IDR" }] }
            """));

        Assert.Equal(new GatewayRefund(RefundStatus.Succeeded, "rfd-1", Money.Rupiah(4_000), null), await Gateway().FindRefundAsync(RefundId, PaymentId, "pr-1", CancellationToken.None));
        Assert.Equal(Money.Rupiah(5_000), (await Gateway().FindAsync(PaymentId, "pr-1", CancellationToken.None))!.AmountRefunded);
        Assert.Null(await Gateway().FindRefundAsync(PaymentId, PaymentId, "pr-1", CancellationToken.None));
    }

    [Fact]
    public async Task FindRefund_OfAListWithoutEnd_SaysNothing()
    {
        Server.On("GET /refunds", 200, """{ "data": [{ "id": "r1", "status": "SUCCEEDED", "amount": 1, "currency": "IDR" }], "has_more": true }""");

        await Assert.ThrowsAsync<GatewayUnavailableException>(() => Gateway().FindRefundAsync(RefundId, PaymentId, "pr-1", CancellationToken.None));
    }

    [Theory]
    [InlineData("payment.capture", "SUCCEEDED", "Succeeded")]
    [InlineData("payment.authorization", "AUTHORIZED", "RequiresCapture")]
    [InlineData("payment.failure", "FAILED", "Declined")]
    public void ReadWebhook_Payment_NamesOurPayment(string name, string word, string expected)
    {
        var reading = Assert.IsType<WebhookReading.Accepted>(Gateway().ReadWebhook(Signed(Event(name, word)), Now));

        Assert.Equal($"{name}:py-1:{word}", reading.EventId);
        Assert.Equal((GatewayEventKind.Payment, PaymentId, "pr-1"), (reading.Event.Kind, reading.Event.PaymentId, reading.Event.Reference));
        Assert.Equal((expected, Money.Rupiah(10_000)), (reading.Event.Payment!.Status.ToString(), reading.Event.Payment.Amount));
    }

    [Fact]
    public void ReadWebhook_RefundWithinAnEvent_NamesOurRefund()
    {
        var plain = $$"""{ "event": "refund.succeeded", "data": {{Refund("SUCCEEDED")}} }""";
        var nested = $$"""{ "event": "refund.succeeded", "data": { "event": "refund.succeeded", "data": {{Refund("SUCCEEDED")}} } }""";

        foreach (var body in new[] { plain, nested })
        {
            var seen = Accepted(Gateway().ReadWebhook(Signed(body), Now));
            Assert.Equal((GatewayEventKind.Refund, RefundId, "pr-1"), (seen.Kind, seen.RefundId, seen.Reference));
            Assert.Equal((RefundStatus.Succeeded, Money.Rupiah(4_000)), (seen.Refund!.Status, seen.Refund.Amount));
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"dashboard-7\"")]
    public void ReadWebhook_RefundMadeInTheDashboard_NamesThePaymentRequest(string reference)
    {
        var body = $$"""{ "event": "refund.succeeded", "data": {{Refund("SUCCEEDED").Replace($"\"{RefundId}\"", reference, StringComparison.Ordinal)}} }""";

        var seen = Accepted(Gateway().ReadWebhook(Signed(body), Now));

        Assert.Equal((GatewayEventKind.Refund, Guid.Empty, null, "pr-1"), (seen.Kind, seen.PaymentId, seen.RefundId, seen.Reference));
        Assert.Equal((RefundStatus.Succeeded, "rfd-1", Money.Rupiah(4_000)), (seen.Refund!.Status, seen.Refund.Reference, seen.Refund.Amount));
    }

    [Fact]
    public async Task Command_DoneAndNotToldSo_IsUnknown()
    {
        Server.On(Create, 409, """{ "error_code": "DUPLICATE_ERROR" }""").On("POST /refunds", 409, """{ "error_code": "DUPLICATE_ERROR" }""")
            .On(Listed, 500, "{}").On("GET /refunds", 500, "{}");
        var gateway = Gateway();

        await Assert.ThrowsAsync<GatewayUnknownException>(() => gateway.CreateAsync(Order, CancellationToken.None));
        await Assert.ThrowsAsync<GatewayUnknownException>(() => gateway.RefundAsync(RefundOrder, CancellationToken.None));
    }

    [Fact]
    public async Task Refund_TakenAndNotListedYet_IsUnknown()
    {
        Server.On("POST /refunds", 409, """{ "error_code": "DUPLICATE_ERROR" }""").On("GET /refunds", 200, """{ "data": [], "has_more": false }""");

        await Assert.ThrowsAsync<GatewayUnknownException>(() => Gateway().RefundAsync(RefundOrder, CancellationToken.None));
    }

    [Fact]
    public async Task Refund_NotAnsweredAndThenRefused_IsUnknown()
    {
        Server.On("POST /refunds", context =>
        {
            if (Server.Seen.Count > 1)
            {
                context.Response.StatusCode = 400;
                return context.Response.WriteAsync("""{ "error_code": "REFUND_AMOUNT_EXCEEDED" }""");
            }

            context.Abort();
            return Task.CompletedTask;
        });

        await Assert.ThrowsAsync<GatewayUnknownException>(() => Gateway().RefundAsync(RefundOrder, CancellationToken.None));
    }

    [Fact]
    public void ReadWebhook_OtherCurrency_EqualsNoAmountOfOurs()
    {
        var body = Event("payment.capture", "SUCCEEDED").Replace("IDR", "PHP", StringComparison.Ordinal);

        Assert.Equal(Currency.None, Accepted(Gateway().ReadWebhook(Signed(body), Now)).Payment!.Amount.Currency);
    }

    [Theory]
    [InlineData(null, "token_missing")]
    [InlineData("", "token_missing")]
    [InlineData("A-callback-token", "token_wrong")]
    [InlineData("a-callback-tokenx", "token_wrong")]
    [InlineData("a-callback-toke", "token_wrong")]
    public void ReadWebhook_OtherToken_IsRefused(string? token, string reason)
    {
        var body = Event("payment.capture", "SUCCEEDED");

        Assert.Equal(reason, Why(Gateway().ReadWebhook(token is null ? Webhook(body) : Webhook(body, ("X-Callback-Token", token)), Now)));
    }

    [Fact]
    public void ReadWebhook_GenuineButNoEvent_IsRefusedOrForgotten()
    {
        Assert.Equal("body_malformed", Why(Gateway().ReadWebhook(Signed("{}"), Now)));
        Assert.Equal("body_malformed", Why(Gateway().ReadWebhook(Signed("""{ "event": "payment.capture", "data": {} }"""), Now)));
        Assert.Equal(GatewayEvent.Other, Accepted(Gateway().ReadWebhook(Signed("""{ "event": "payout.succeeded", "data": { "id": "disb-1" } }"""), Now)));
    }

    private static GatewayRefundOrder RefundOrder => new(RefundId, PaymentId, "pr-1", Money.Rupiah(4_000), "duplicate");

    private protected override (string Name, (string Key, string Value)[] Settings) Describe(string address) =>
        ("xendit", [("XENDIT:SECRET_KEY", "xnd_test"), ("XENDIT:WEBHOOK_TOKENS:0", "an-older-token"), ("XENDIT:WEBHOOK_TOKENS:1", Token), ("XENDIT:BASE_URL", address)]);

    private static WebhookRequest Signed(string body) => Webhook(body, ("X-CALLBACK-TOKEN", Token));

    private static string Event(string name, string status) => $$"""
        { "event": "{{name}}", "created": "2026-11-21T05:00:00.000Z", "data": { "payment_id": "py-1", "payment_request_id": "pr-1", "reference_id": "{{PaymentId}}",
          "status": "{{status}}", "request_amount": 10000, "currency": "IDR", "channel_code": "BRI_VIRTUAL_ACCOUNT" } }
        """;

    private static string Request(string status, string more = "", bool manual = false) => $$"""
        { "payment_request_id": "pr-1", "reference_id": "{{PaymentId}}", "latest_payment_id": "py-1", "status": "{{status}}", "request_amount": 10000.00,
          "currency": "IDR", "channel_code": "BRI_VIRTUAL_ACCOUNT", "capture_method": "{{(manual ? "MANUAL" : "AUTOMATIC")}}", "created": "2026-11-21T05:00:00Z"{{more}} }
        """;

    private static string Transactions(params string[] transactions) => $$"""{ "data": [{{string.Join(", ", transactions)}}], "has_more": false }""";

    private static string Transaction(string status, string request) => $$"""
        { "id": "txn_{{request}}", "product_id": "py-1", "type": "PAYMENT", "status": "{{status}}", "amount": 10000, "currency": "IDR",
          "reference_id": "{{PaymentId}}", "product_data": { "payment_request_id": "{{request}}" } }
        """;

    private static string Refund(string status) => $$"""
        { "id": "rfd-1", "payment_request_id": "pr-1", "reference_id": "{{RefundId}}", "amount": 4000, "currency": "IDR", "status": "{{status}}" }
        """;
}

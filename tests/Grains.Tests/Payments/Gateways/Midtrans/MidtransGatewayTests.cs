using System.Globalization;
using Microsoft.AspNetCore.Http;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.Payments.Gateways.Midtrans;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Tests.Payments.Gateways.Midtrans;

/// <summary>The adapter against answers as https://docs.midtrans.com/reference shows them.</summary>
public sealed class MidtransGatewayTests : PaymentGatewayContract
{
    private const string Key = "SB-Mid-server-abc";
    private const string Charge = "POST /v2/charge";

    private static readonly string Status = $"GET /v2/{PaymentId}/status";

    private protected override GatewayOrder Order { get; } = new(
        PaymentId, "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e", Money.Rupiah(10_000), "Kereta malam", ManualCapture: false, PaymentMethod: null, "bca_va",
        new Uri("https://app.nusaloka.id/kembali"), DateTimeOffset.MaxValue);

    [Fact]
    public async Task Create_VirtualAccount_SendsRupiahAndAnswersTheNumber()
    {
        Server.On(Charge, 200, Transaction("pending", "201", """, "va_numbers": [{ "bank": "bca", "va_number": "812785002530231" }]"""));

        var payment = await Gateway().CreateAsync(Order, CancellationToken.None);

        Assert.Equal(GatewayStatus.RequiresAction, payment.Status);
        Assert.Equal(new NextAction(NextActionKind.VaNumber, "bca 812785002530231"), payment.Next);
        Assert.Equal((Money.Rupiah(10_000), Money.Rupiah(0)), (payment.Amount, payment.AmountCaptured));
        var request = Assert.Single(Server.Seen);
        Assert.Equal("Basic U0ItTWlkLXNlcnZlci1hYmM6", request.Headers["Authorization"]);
        Assert.Equal($"{PaymentId}", (string?)request.Json["transaction_details"]!["order_id"]);
        Assert.Equal("10000", request.Json["transaction_details"]!["gross_amount"]!.ToJsonString());
        Assert.Equal(("bank_transfer", "bca"), ((string?)request.Json["payment_type"], (string?)request.Json["bank_transfer"]!["bank"]));
    }

    [Theory]
    [InlineData("permata_va", """, "permata_va_number": "8778000002332015" """, NextActionKind.VaNumber, "permata 8778000002332015")]
    [InlineData("mandiri_va", """, "bill_key": "1122", "biller_code": "70012" """, NextActionKind.VaNumber, "mandiri 700121122")]
    [InlineData("qris", """, "qr_string": "00020101" """, NextActionKind.QrString, "00020101")]
    [InlineData("gopay", """, "actions": [{ "name": "generate-qr-code", "url": "https://q" }, { "name": "deeplink-redirect", "url": "https://gojek" }] """, NextActionKind.Redirect, "https://gojek")]
    public async Task Create_Channel_AnswersWhatThePayerMustDo(string channel, string more, NextActionKind kind, string value)
    {
        Server.On(Charge, 200, Transaction("pending", "201", more));

        var payment = await Gateway().CreateAsync(Order with { Channel = channel }, CancellationToken.None);

        Assert.Equal(new NextAction(kind, value), payment.Next);
    }

    [Fact]
    public async Task Create_WithoutChannel_OpensSnapUntilItExpires()
    {
        Server.On("POST /snap/v1/transactions", 201, """{ "token": "66e4fa55", "redirect_url": "https://app.sandbox.midtrans.com/snap/v4/redirection/66e4fa55" }""");
        var order = Order with { Channel = null, ExpiresAt = Now.AddMinutes(30.5) };

        var payment = await Gateway(new Nusaloka.Testing.ManualTimeProvider(Now)).CreateAsync(order, CancellationToken.None);

        Assert.Equal((GatewayStatus.RequiresAction, "66e4fa55"), (payment.Status, payment.Reference));
        Assert.Equal(NextActionKind.Redirect, payment.Next?.Kind);
        var body = Assert.Single(Server.Seen).Json;
        Assert.Equal("""{"unit":"minute","duration":31}""", body["expiry"]!.ToJsonString());
        Assert.Equal("https://app.nusaloka.id/kembali", (string?)body["callbacks"]!["finish"]);
        Assert.True((bool?)body["credit_card"]!["secure"]);
    }

    [Fact]
    public async Task Create_ManualWithoutChannel_OffersCardsThatAreAuthorized()
    {
        Server.On("POST /snap/v1/transactions", 201, """{ "token": "1", "redirect_url": "https://snap" }""");

        await Gateway().CreateAsync(Order with { Channel = null, ManualCapture = true }, CancellationToken.None);

        Assert.Equal("authorize", (string?)Server.Seen[0].Json["credit_card"]!["type"]);
        Assert.Equal("""["credit_card"]""", Server.Seen[0].Json["enabled_payments"]!.ToJsonString());
    }

    [Fact]
    public async Task Create_CardToken_MayNeedTheBanksPage()
    {
        Server.On(Charge, 200, Transaction("pending", "201", """, "redirect_url": "https://3ds" """));

        var payment = await Gateway().CreateAsync(Order with { Channel = null, PaymentMethod = "token-1", ManualCapture = true }, CancellationToken.None);

        Assert.Equal(new NextAction(NextActionKind.Redirect, "https://3ds"), payment.Next);
        Assert.Equal("""{"token_id":"token-1","authentication":true,"type":"authorize"}""", Server.Seen[0].Json["credit_card"]!.ToJsonString());
    }

    [Fact]
    public async Task Create_OrderIdTaken_AnswersTheEarlierCharge()
    {
        Server.On(Charge, 200, """{ "status_code": "406", "status_message": "The request could not be completed due to a conflict" }""")
            .On(Status, 200, Transaction("settlement", "200"));

        var payment = await Gateway().CreateAsync(Order, CancellationToken.None);

        Assert.Equal((GatewayStatus.Succeeded, Money.Rupiah(10_000)), (payment.Status, payment.AmountCaptured));
    }

    [Fact]
    public async Task Create_SnapOrderIdTaken_AnswersTheEarlierCharge()
    {
        Server.On("POST /snap/v1/transactions", 400, """{ "error_messages": ["transaction_details.order_id sudah digunakan"] }""")
            .On(Status, 200, Transaction("pending", "201"));

        Assert.Equal(GatewayStatus.RequiresAction, (await Gateway().CreateAsync(Order with { Channel = null }, CancellationToken.None)).Status);
    }

    [Fact]
    public async Task Create_DeniedByTheBank_IsDeclined()
    {
        Server.On(Charge, 200, Transaction("deny", "202", """, "channel_response_message": "Insufficient funds" """));

        var payment = await Gateway().CreateAsync(Order, CancellationToken.None);

        Assert.Equal((GatewayStatus.Declined, "Insufficient funds"), (payment.Status, payment.FailureCode));
    }

    [Fact]
    public async Task Create_StillBeingCarriedOut_IsUnknown()
    {
        Server.On(Charge, 202, """{ "status_code": "202", "status_message": "in process" }""");

        await Assert.ThrowsAsync<GatewayUnknownException>(() => Gateway().CreateAsync(Order, CancellationToken.None));
    }

    [Theory]
    [InlineData("500")]
    [InlineData("503")]
    public async Task Create_FailureInTheBodyOnly_IsUnknown(string code)
    {
        Server.On(Charge, 200, $$"""{ "status_code": "{{code}}" }""");

        await Assert.ThrowsAsync<GatewayUnknownException>(() => Gateway().CreateAsync(Order, CancellationToken.None));
    }

    [Fact]
    public async Task Create_WrongKeyInTheBodyOnly_IsUnavailable()
    {
        Server.On(Charge, 200, """{ "status_code": "401" }""");

        await Assert.ThrowsAsync<GatewayUnavailableException>(() => Gateway().CreateAsync(Order, CancellationToken.None));
    }

    [Fact]
    public async Task Create_UnknownChannel_IsDeclinedAndNotSent()
    {
        var payment = await Gateway().CreateAsync(Order with { Channel = "cowrie" }, CancellationToken.None);

        Assert.Equal((GatewayStatus.Declined, "channel_unknown"), (payment.Status, payment.FailureCode));
        Assert.Empty(Server.Seen);
    }

    [Fact]
    public async Task Capture_Authorized_AnswersTheStatusAfterwards()
    {
        Server.On("POST /v2/capture", 200, """{ "status_code": "200" }""").On(Status, 200, Transaction("capture", "200", """, "fraud_status": "accept" """));

        var payment = await Gateway().CaptureAsync(PaymentId, "trx-1", Money.Rupiah(10_000), CancellationToken.None);

        Assert.Equal(GatewayStatus.Succeeded, payment.Status);
        Assert.Equal("""{"transaction_id":"trx-1","gross_amount":10000}""", Server.Seen[0].Body);
    }

    [Fact]
    public async Task Command_DoneAndNotToldSo_IsUnknown()
    {
        Server.On("POST /v2/capture", 200, """{ "status_code": "200" }""").On($"POST /v2/{PaymentId}/refund", 200, """{ "status_code": "200" }""")
            .On("POST /v2/charge", 200, """{ "status_code": "406" }""").On(Status, 500, "{}");
        var gateway = Gateway();

        await Assert.ThrowsAsync<GatewayUnknownException>(() => gateway.CaptureAsync(PaymentId, "trx-1", Money.Rupiah(10_000), CancellationToken.None));
        await Assert.ThrowsAsync<GatewayUnknownException>(() => gateway.RefundAsync(RefundOrder, CancellationToken.None));
        await Assert.ThrowsAsync<GatewayUnknownException>(() => gateway.CreateAsync(Order, CancellationToken.None));
    }

    [Theory]
    [InlineData("401")]
    [InlineData("429")]
    public async Task Create_NotAnsweredAndThenTurnedAwayInTheBodyOnly_IsUnknown(string code)
    {
        Server.On("POST /v2/charge", context =>
        {
            if (Server.Seen.Count > 1)
                return context.Response.WriteAsync($$"""{ "status_code": "{{code}}" }""");
            context.Abort();
            return Task.CompletedTask;
        });

        await Assert.ThrowsAsync<GatewayUnknownException>(() => Gateway().CreateAsync(Order, CancellationToken.None));
    }

    [Fact]
    public async Task Cancel_CannotBeModified_AnswersWhatItIs()
    {
        Server.On($"POST /v2/{PaymentId}/cancel", 200, """{ "status_code": "412" }""").On(Status, 200, Transaction("settlement", "200"));

        var payment = await Gateway().CancelAsync(PaymentId, "trx-1", CancellationToken.None);

        Assert.Equal((GatewayStatus.Succeeded, "midtrans_412"), (payment.Status, payment.FailureCode));
    }

    [Fact]
    public async Task Cancel_NobodyHasChosenOnSnap_IsCanceled()
    {
        Server.On($"POST /v2/{PaymentId}/cancel", 404, """{ "status_code": "404" }""");

        Assert.Equal(GatewayStatus.Canceled, (await Gateway().CancelAsync(PaymentId, "66e4fa55", CancellationToken.None)).Status);
    }

    [Theory]
    [InlineData("", RefundStatus.Pending)]
    [InlineData(""", "bank_confirmed_at": "2026-11-21 13:00:00" """, RefundStatus.Succeeded)]
    public async Task Refund_Taken_IsDoneWhenTheBankHasConfirmed(string more, RefundStatus status)
    {
        Server.On($"POST /v2/{PaymentId}/refund", 200, """{ "status_code": "200", "transaction_status": "partial_refund" }""")
            .On(Status, 200, Transaction("partial_refund", "200", Refunds(RefundId, more)));

        var refund = await Gateway().RefundAsync(RefundOrder, CancellationToken.None);

        Assert.Equal((status, Money.Rupiah(4_000)), (refund.Status, refund.Amount));
        Assert.Equal($$"""{"refund_key":"{{RefundId}}","amount":4000,"reason":"batal"}""", Server.Seen[0].Body);
    }

    [Fact]
    public async Task Refund_KeyTakenAndNotShownYet_IsUnknown()
    {
        Server.On($"POST /v2/{PaymentId}/refund", 200, """{ "status_code": "406" }""").On(Status, 200, Transaction("settlement", "200"));

        await Assert.ThrowsAsync<GatewayUnknownException>(() => Gateway().RefundAsync(RefundOrder, CancellationToken.None));
    }

    [Fact]
    public async Task Refund_KeyTaken_AnswersTheEarlierRefund()
    {
        Server.On($"POST /v2/{PaymentId}/refund", 200, """{ "status_code": "406" }""")
            .On(Status, 200, Transaction("partial_refund", "200", Refunds(RefundId, "")));

        Assert.Equal((RefundStatus.Pending, "57"), (await Gateway().RefundAsync(RefundOrder, CancellationToken.None)) is var refund ? (refund.Status, refund.Reference) : default);
    }

    [Theory]
    [InlineData("412")]
    [InlineData("414")]
    public async Task Refund_Refused_Fails(string code)
    {
        Server.On($"POST /v2/{PaymentId}/refund", 200, $$"""{ "status_code": "{{code}}" }""").On(Status, 200, Transaction("settlement", "200"));

        var refund = await Gateway().RefundAsync(RefundOrder, CancellationToken.None);

        Assert.Equal((RefundStatus.Failed, $"midtrans_{code}"), (refund.Status, refund.FailureCode));
    }

    [Fact]
    public async Task Refund_BeforeTheSettlement_WaitsForIt()
    {
        Server.On($"POST /v2/{PaymentId}/refund", 200, """{ "status_code": "412" }""").On(Status, 200, Transaction("capture", "200"));
        var gateway = Gateway();

        await Assert.ThrowsAsync<GatewayUnavailableException>(() => gateway.RefundAsync(RefundOrder, CancellationToken.None));

        Server.Replace($"POST /v2/{PaymentId}/refund", static context => context.Response.WriteAsync("""{ "status_code": "200" }"""))
            .Replace(Status, context => context.Response.WriteAsync(Transaction("partial_refund", "200", Refunds(RefundId, ""))));
        Assert.Equal(RefundStatus.Pending, (await gateway.RefundAsync(RefundOrder, CancellationToken.None)).Status);
    }

    [Fact]
    public async Task Refund_OfWhatWasCancelledThere_IsAllOfIt()
    {
        Server.On($"POST /v2/{PaymentId}/refund", 200, """{ "status_code": "412" }""").On(Status, 200, Transaction("cancel", "200"));

        Assert.Equal(
            new GatewayRefund(RefundStatus.Succeeded, "trx-1", Money.Rupiah(10_000), null),
            await Gateway().RefundAsync(RefundOrder with { Reference = "trx-1" }, CancellationToken.None));
    }

    [Fact]
    public async Task Refund_DoneBeforeAndNoLongerModifiable_AnswersTheEarlierRefund()
    {
        Server.On($"POST /v2/{PaymentId}/refund", 200, """{ "status_code": "412" }""").On(Status, 200, Transaction("refund", "200", Refunds(RefundId, "")));

        Assert.Equal(RefundStatus.Pending, (await Gateway().RefundAsync(RefundOrder, CancellationToken.None)).Status);
    }

    [Fact]
    public async Task Refund_RefusedAndNotToldWhy_IsUnknown()
    {
        Server.On($"POST /v2/{PaymentId}/refund", 200, """{ "status_code": "412" }""").On(Status, 500, "{}");

        await Assert.ThrowsAsync<GatewayUnknownException>(() => Gateway().RefundAsync(RefundOrder, CancellationToken.None));
    }

    [Theory]
    [InlineData("settlement", "200", null, "Succeeded")]
    [InlineData("settlement", "200", "accept", "Succeeded")]
    [InlineData("capture", "200", "accept", "Succeeded")]
    [InlineData("capture", "200", "challenge", "Processing")]
    [InlineData("capture", "200", "deny", "Declined")]
    [InlineData("settlement", "201", "accept", "Processing")]
    [InlineData("settlement", "202", null, "Processing")]
    [InlineData("pending", "201", "accept", "RequiresAction")]
    [InlineData("authorize", "200", "accept", "RequiresCapture")]
    [InlineData("deny", "202", null, "Declined")]
    [InlineData("failure", "202", null, "Declined")]
    [InlineData("cancel", "200", null, "Canceled")]
    [InlineData("expire", "202", null, "Canceled")]
    [InlineData("refund", "200", "accept", "Succeeded")]
    [InlineData("partial_refund", "200", "accept", "Succeeded")]
    [InlineData("something_new", "200", "accept", "Processing")]
    public async Task Find_EveryStatus_IsPaidOnlyWhenItIs(string word, string code, string? fraud, string expected)
    {
        Server.On(Status, 200, Transaction(word, code, fraud is null ? "" : $$""", "fraud_status": "{{fraud}}" """));

        var payment = await Gateway().FindAsync(PaymentId, reference: null, CancellationToken.None);

        Assert.Equal(expected, payment!.Status.ToString());
        Assert.Equal(expected == "Succeeded" ? Money.Rupiah(10_000) : Money.Rupiah(0), payment.AmountCaptured);
    }

    [Fact]
    public async Task Find_NoSuchOrder_IsNull()
    {
        Server.On(Status, 404, """{ "status_code": "404", "status_message": "Transaction doesn't exist." }""");

        Assert.Null(await Gateway().FindAsync(PaymentId, reference: null, CancellationToken.None));
        Assert.Null(await Gateway().FindRefundAsync(RefundId, PaymentId, reference: null, CancellationToken.None));
    }

    [Fact]
    public async Task Find_TimeOfJakarta_IsReadAsSuch()
    {
        Server.On(Status, 200, Transaction("settlement", "200", """, "settlement_time": "2026-11-21 12:00:00" """));

        Assert.Equal(Now, (await Gateway().FindAsync(PaymentId, reference: null, CancellationToken.None))!.At);
    }

    [Fact]
    public void Signature_ByTheDocumentedFormula_IsTheKnownOne() => Assert.Equal(
        "148691b8b505ee4fa04bd7a09b4c3a47c7ff8c9c3add7f18b7d93142fa9855593302926ccc0ceeb234bb2829ae861dbba009033c888cde6468089c1834e353d1",
        MidtransWebhooks.Signature("order-1", "200", "10000.00", Key));

    [Fact]
    public void ReadWebhook_Settlement_NamesOurPayment()
    {
        var request = Notification("settlement", "200", "10000.00");

        var reading = Assert.IsType<WebhookReading.Accepted>(Gateway().ReadWebhook(request, Now));

        Assert.Equal((GatewayEventKind.Payment, PaymentId, "trx-1"), (reading.Event.Kind, reading.Event.PaymentId, reading.Event.Reference));
        Assert.Equal((GatewayStatus.Succeeded, Money.Rupiah(10_000)), (reading.Event.Payment!.Status, reading.Event.Payment.Amount));
        Assert.Equal(reading.EventId, Assert.IsType<WebhookReading.Accepted>(Gateway().ReadWebhook(request, Now.AddDays(1))).EventId);
        Assert.NotEqual(reading.EventId, Assert.IsType<WebhookReading.Accepted>(Gateway().ReadWebhook(Notification("pending", "201", "10000.00"), Now)).EventId);
    }

    [Fact]
    public async Task Refund_MadeInTheDashboard_IsToldWithoutAnIdOfOursAndFoundByItsNumber()
    {
        var refunds = """
            , "refund_amount": "4000.00", "refunds": [
                { "refund_chargeback_id": 56, "refund_key": "RE-1", "refund_amount": "1000.00", "bank_confirmed_at": "2026-11-21 12:00:00" },
                { "refund_chargeback_id": 58, "refund_key": "RE-2", "refund_amount": "3000.00", "bank_confirmed_at": "2026-11-21 13:00:00" }]
            """;
        Server.On(Status, 200, Transaction("partial_refund", "200", refunds));

        var seen = Accepted(Gateway().ReadWebhook(Notification("partial_refund", "200", "10000.00", refunds), Now));
        var found = await Gateway().FindRefundAsync("58", PaymentId, reference: null, CancellationToken.None);

        Assert.Equal((GatewayEventKind.Refund, null, "58", Money.Rupiah(3_000)), (seen.Kind, seen.RefundId, seen.Refund!.Reference, seen.Refund.Amount));
        Assert.Equal((RefundStatus.Succeeded, Money.Rupiah(3_000)), (found!.Status, found.Amount));
        Assert.Null(await Gateway().FindRefundAsync("57", PaymentId, reference: null, CancellationToken.None));
    }

    [Fact]
    public void ReadWebhook_Refund_NamesOurRefund()
    {
        var seen = Accepted(Gateway().ReadWebhook(
            Notification("partial_refund", "200", "10000.00", Refunds(RefundId, """, "bank_confirmed_at": "2026-11-21 13:00:00" """)), Now));

        Assert.Equal((GatewayEventKind.Refund, PaymentId, RefundId), (seen.Kind, seen.PaymentId, seen.RefundId));
        Assert.Equal((RefundStatus.Succeeded, Money.Rupiah(4_000)), (seen.Refund!.Status, seen.Payment!.AmountRefunded));
    }

    [Theory]
    [InlineData("10000")]
    [InlineData("10000.0")]
    [InlineData("99999.00")]
    public void ReadWebhook_SignedForAnotherAmount_IsRefused(string amount)
    {
        var forged = Notification("settlement", "200", "10000.00", signature: MidtransWebhooks.Signature($"{PaymentId}", "200", amount, Key));

        Assert.Equal("signature_wrong", Why(Gateway().ReadWebhook(forged, Now)));
    }

    [Fact]
    public void ReadWebhook_Forged_IsRefused()
    {
        Assert.Equal("signature_wrong", Why(Gateway().ReadWebhook(Notification("settlement", "200", "10000.00", signature: new string('a', 128)), Now)));
        Assert.Equal("signature_missing", Why(Gateway().ReadWebhook(Notification("settlement", "200", "10000.00", signature: ""), Now)));
        Assert.Equal("body_malformed", Why(Gateway().ReadWebhook(Webhook("""{ "signature_key": "x" }"""), Now)));
    }

    [Fact]
    public void ReadWebhook_PartOfARupiah_EqualsNoAmountOfOurs() => Assert.Equal(
        Currency.None, Accepted(Gateway().ReadWebhook(Notification("settlement", "200", "10000.50"), Now)).Payment!.Amount.Currency);

    private static GatewayRefundOrder RefundOrder => new(RefundId, PaymentId, "trx-1", Money.Rupiah(4_000), "batal");

    private protected override (string Name, (string Key, string Value)[] Settings) Describe(string address) =>
        ("midtrans", [("MIDTRANS:SERVER_KEY", Key), ("MIDTRANS:BASE_URL", address), ("MIDTRANS:SNAP_URL", address + "/")]);

    private static string Refunds(Guid id, string more) => $$"""
        , "refund_amount": "4000.00", "refunds": [{ "refund_chargeback_id": 57, "refund_key": "{{id}}", "refund_amount": "4000.00"{{more}} }]
        """;

    private static WebhookRequest Notification(string status, string code, string amount, string more = "", string? signature = null) => Webhook(Transaction(
        status, code, $$"""{{more}}, "signature_key": "{{signature ?? MidtransWebhooks.Signature($"{PaymentId}", code, amount, Key)}}" """, amount));

    private static string Transaction(string status, string code, string more = "", string amount = "10000.00") => string.Create(CultureInfo.InvariantCulture, $$"""
        { "status_code": "{{code}}", "transaction_id": "trx-1", "order_id": "{{PaymentId}}", "gross_amount": "{{amount}}", "currency": "IDR",
          "transaction_time": "2026-11-21 11:59:00", "transaction_status": "{{status}}"{{more}} }
        """);
}

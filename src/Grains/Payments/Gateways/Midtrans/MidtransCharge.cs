using System.Text.Json.Nodes;

namespace Nusaloka.Grains.Payments.Gateways.Midtrans;

/// <summary>The bodies of requests for money: Core for a channel or a card token, Snap when the payer is to choose on Midtrans' page.</summary>
internal static class MidtransCharge
{
    private const string VirtualAccount = "_va";

    /// <summary>The body for Snap.</summary>
    public static JsonObject Snap(GatewayOrder order, DateTimeOffset now)
    {
        var body = Details(order);
        body["callbacks"] = new JsonObject { ["finish"] = order.ReturnUrl.AbsoluteUri };
        body["expiry"] = new JsonObject { ["unit"] = "minute", ["duration"] = Minutes(order, now) };
        body["credit_card"] = new JsonObject { ["secure"] = true };
        if (order.ManualCapture)
        {
            body["credit_card"]!["type"] = "authorize";
            body["enabled_payments"] = new JsonArray("credit_card");
        }

        return body;
    }

    /// <summary>The body for Core; null when there is no such channel.</summary>
    public static JsonObject? Core(GatewayOrder order, DateTimeOffset now)
    {
        var body = Details(order);
        body["custom_expiry"] = new JsonObject { ["expiry_duration"] = Minutes(order, now), ["unit"] = "minute" };
        if (order.PaymentMethod is { } token)
        {
            body["payment_type"] = "credit_card";
            body["credit_card"] = new JsonObject { ["token_id"] = token, ["authentication"] = true };
            if (order.ManualCapture)
                body["credit_card"]!["type"] = "authorize";
            return body;
        }

        switch (order.Channel)
        {
            case "qris":
                return With(body, "qris", new JsonObject { ["acquirer"] = "gopay" });
            case "gopay":
                return With(body, "gopay", new JsonObject { ["enable_callback"] = true, ["callback_url"] = order.ReturnUrl.AbsoluteUri });
            case "shopeepay":
                return With(body, "shopeepay", new JsonObject { ["callback_url"] = order.ReturnUrl.AbsoluteUri });
            case "mandiri_va":
                return With(body, "echannel", new JsonObject { ["bill_info1"] = "Pembayaran", ["bill_info2"] = "Nusaloka" });
            case "bca_va" or "bni_va" or "bri_va" or "cimb_va" or "permata_va":
                return With(body, "bank_transfer", new JsonObject { ["bank"] = order.Channel[..^VirtualAccount.Length] });
            default:
                return null;
        }
    }

    private static JsonObject With(JsonObject body, string type, JsonObject details)
    {
        body["payment_type"] = type;
        body[type] = details;
        return body;
    }

    private static JsonObject Details(GatewayOrder order) => new()
    {
        ["transaction_details"] = new JsonObject
        {
            ["order_id"] = order.PaymentId.ToString(),
            ["gross_amount"] = GatewayAmount.Rupiah(order.Amount),
        },
        ["custom_field1"] = order.PayerId,
    };

    private static long Minutes(GatewayOrder order, DateTimeOffset now) => Math.Max(1, (long)Math.Ceiling((order.ExpiresAt - now).TotalMinutes));
}

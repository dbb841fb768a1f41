using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nusaloka.Sandbox;

namespace Nusaloka.Grains.Sandbox;

/// <summary>The JSON of webhooks. The objects in them are those that the HTTP API answers.</summary>
internal static class SandboxEventBodies
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An event around an object.</summary>
    public static string Event(string id, string type, DateTimeOffset at, JsonObject subject) => new JsonObject
    {
        ["id"] = id,
        ["type"] = type,
        ["created_at"] = Time(at),
        ["data"] = new JsonObject { ["object"] = subject },
    }.ToJsonString(Readable);

    /// <summary>A payment, with another amount or status than it has where the script wants that.</summary>
    public static JsonObject Payment(SandboxPayment payment, SandboxStatus? status = null, long extra = 0) => new()
    {
        ["object"] = "payment",
        ["id"] = payment.Id,
        ["status"] = SandboxWords.Of(status ?? payment.Status),
        ["amount"] = payment.Amount.Units + extra,
        ["currency"] = "IDR",
        ["amount_captured"] = payment.AmountCaptured.Units == 0 ? 0 : payment.AmountCaptured.Units + extra,
        ["amount_refunded"] = payment.AmountRefunded.Units,
        ["failure_code"] = payment.FailureCode,
        ["updated_at"] = Time(payment.UpdatedAt),
    };

    /// <summary>A refund of a payment.</summary>
    public static JsonObject Refund(string paymentId, SandboxRefund refund) => new()
    {
        ["object"] = "refund",
        ["id"] = refund.ReferenceId,
        ["payment_id"] = paymentId,
        ["status"] = SandboxWords.Of(refund.Status),
        ["amount"] = refund.Amount.Units,
        ["currency"] = "IDR",
        ["failure_code"] = refund.FailureCode,
    };

    /// <summary>A dispute of a payment.</summary>
    public static JsonObject Dispute(string paymentId, SandboxDispute dispute) => new()
    {
        ["object"] = "dispute",
        ["id"] = SandboxDispute.IdOf(paymentId),
        ["payment_id"] = paymentId,
        ["status"] = SandboxWords.Of(dispute.Status),
        ["amount"] = dispute.Amount.Units,
        ["currency"] = "IDR",
        ["reason"] = dispute.Reason,
    };

    /// <summary>A payout.</summary>
    public static JsonObject Payout(SandboxPayout payout) => new()
    {
        ["object"] = "payout",
        ["id"] = payout.Id,
        ["status"] = SandboxWords.Of(payout.Status),
        ["amount"] = payout.Amount.Units,
        ["currency"] = "IDR",
        ["failure_code"] = payout.FailureCode,
        ["updated_at"] = Time(payout.UpdatedAt),
    };

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

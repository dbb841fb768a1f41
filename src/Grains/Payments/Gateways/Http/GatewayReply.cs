using System.Text.Json;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Gateways.Http;

/// <summary>What a gateway answered.</summary>
/// <param name="Status">The HTTP status; below 500, and neither 401, 403 nor 429.</param>
/// <param name="Body">The JSON; undefined when a refusal came without any.</param>
internal sealed record GatewayReply(int Status, JsonElement Body)
{
    /// <summary>Whether the request was sent before, without an answer: then even a refusal does not say that nothing was done.</summary>
    public bool IsInDoubt { get; init; }

    /// <summary>Whether the request was accepted.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>What to throw when this answer turns the request away.</summary>
    public Exception TurnedAway(string gateway, string reason, bool isRefusal) => IsInDoubt
        ? new GatewayUnknownException(gateway, $"{reason}; it was sent before, and not answered")
        : new GatewayUnavailableException(gateway, reason) { IsRefusal = isRefusal };

    /// <summary>The refund that this answer refuses, of a gateway that does not repeat its first answer to a command that is sent again.</summary>
    /// <exception cref="GatewayUnknownException">It was sent before, and not answered: it may be refused because it is done.</exception>
    public GatewayRefund NotRefunded(string gateway, GatewayRefundOrder refund, string code) => IsInDoubt || refund.IsInDoubt
        ? throw new GatewayUnknownException(gateway, $"it refused a refund ({code}) that was sent before, and not answered") { IsRefusal = true }
        : new GatewayRefund(RefundStatus.Failed, "", refund.Amount, code);

    /// <summary>For logs: the status alone.</summary>
    public override string ToString() => $"HTTP {Status}";
}

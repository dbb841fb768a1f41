namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>A gateway was not reached, or has turned the request away without looking at it: certainly nothing was done.</summary>
/// <param name="gateway">The gateway's name.</param>
/// <param name="reason">What happened, without secrets.</param>
/// <param name="inner">What was thrown below, if anything.</param>
internal sealed class GatewayUnavailableException(string gateway, string reason, Exception? inner = null)
    : Exception($"Gateway {gateway} is not available: {reason}. Nothing was done; the same command may be repeated.", inner)
{
    /// <summary>Whether it will be turned away again until somebody changes the configuration.</summary>
    public bool IsRefusal { get; init; }

    /// <summary>A gateway without keys.</summary>
    public static GatewayUnavailableException NotConfigured(string gateway) =>
        new(gateway, $"NUSALOKA_PAYMENTS__{gateway.ToUpperInvariant()}__… is not set") { IsRefusal = true };
}

namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>A gateway was not reached, or has turned the request away without looking at it: certainly nothing was done.</summary>
/// <param name="gateway">The gateway's name.</param>
/// <param name="reason">What happened, without secrets.</param>
/// <param name="inner">What was thrown below, if anything.</param>
internal sealed class GatewayUnavailableException(string gateway, string reason, Exception? inner = null)
    : Exception($"Gateway {gateway} is not available: {reason}. Nothing was done; the same command may be repeated.", inner);

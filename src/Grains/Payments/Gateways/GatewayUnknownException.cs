namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>A gateway's answer never came, or made no sense: the command may have been carried out.</summary>
/// <param name="gateway">The gateway's name.</param>
/// <param name="reason">What happened, without secrets.</param>
/// <param name="inner">What was thrown below, if anything.</param>
internal sealed class GatewayUnknownException(string gateway, string reason, Exception? inner = null)
    : Exception($"What gateway {gateway} did is not known: {reason}. Find out what is there, then go on.", inner)
{
    /// <summary>Whether the gateway says that it has the command, and shows nothing that came of it: sending it again would say the same.</summary>
    public bool IsTaken { get; init; }

    /// <summary>Whether the gateway has refused what may have been done before.</summary>
    public bool IsRefusal { get; init; }
}

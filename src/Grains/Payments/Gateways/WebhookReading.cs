namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>What came of reading a webhook: <see cref="Rejected"/> or <see cref="Accepted"/>.</summary>
internal abstract record WebhookReading
{
    private WebhookReading()
    {
    }

    /// <summary>It is not from the gateway, or not one that it can have meant: to be answered 400 and not stored.</summary>
    /// <param name="Reason">Stable, lower-case with underscores, for logs and metrics; never a secret.</param>
    internal sealed record Rejected(string Reason) : WebhookReading;

    /// <summary>It is from the gateway.</summary>
    /// <param name="EventId">The same for each delivery of one event; at most 200 characters.</param>
    /// <param name="Event">What it says.</param>
    internal sealed record Accepted(string EventId, GatewayEvent Event) : WebhookReading;
}

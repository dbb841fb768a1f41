namespace Nusaloka.Grains.Payments.Webhooks;

/// <summary>A webhook is stored. What must follow: it is applied.</summary>
/// <param name="Key">The key of its grain.</param>
internal sealed record WebhookReceived(string Key)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "webhook.received";
}

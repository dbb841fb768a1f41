namespace Nusaloka.Notifications;

/// <summary>Where a person's notifications are sent to as signed requests.</summary>
/// <param name="Url">An https address of a public host.</param>
/// <param name="Secret">The key of the signature, answered once, when it was made; null later.</param>
/// <param name="CreatedAt">Since when, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.NotificationWebhook")]
public sealed record NotificationWebhook(
    [property: Id(0)] string Url,
    [property: Id(1)] string? Secret,
    [property: Id(2)] DateTimeOffset CreatedAt)
{
    /// <summary>For logs: not the secret.</summary>
    public override string ToString() => nameof(NotificationWebhook);
}

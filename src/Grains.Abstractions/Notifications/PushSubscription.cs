namespace Nusaloka.Notifications;

/// <summary>A device that wants push messages. Its keys are never answered.</summary>
/// <param name="Id">UUID.</param>
/// <param name="Kind">By which service it is reached.</param>
/// <param name="Label">What the person calls the device; may be empty.</param>
/// <param name="Host">The host of the push service.</param>
/// <param name="CreatedAt">Since when, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.PushSubscription")]
public sealed record PushSubscription(
    [property: Id(0)] string Id,
    [property: Id(1)] PushKind Kind,
    [property: Id(2)] string Label,
    [property: Id(3)] string Host,
    [property: Id(4)] DateTimeOffset CreatedAt);

/// <summary>How a device is reached. Names in JSON are lower-case with underscores.</summary>
[GenerateSerializer, Alias("nusaloka.PushKind")]
public enum PushKind
{
    /// <summary>A browser, by Web Push (RFC 8030).</summary>
    WebPush = 0,

    /// <summary>An app, by Firebase Cloud Messaging.</summary>
    Fcm = 1,
}

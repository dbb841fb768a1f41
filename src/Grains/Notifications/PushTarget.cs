using Nusaloka.Notifications;

namespace Nusaloka.Grains.Notifications;

/// <summary>What is needed to write to a device.</summary>
/// <param name="Kind">By which service.</param>
/// <param name="Endpoint">Web Push: the address of the subscription. FCM: the registration token.</param>
/// <param name="P256dh">Web Push: the browser's public key, base64url; null for FCM.</param>
/// <param name="Auth">Web Push: the browser's secret, base64url; null for FCM.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.PushTarget")]
internal sealed record PushTarget(
    [property: Id(0)] PushKind Kind,
    [property: Id(1)] string Endpoint,
    [property: Id(2)] string? P256dh,
    [property: Id(3)] string? Auth)
{
    /// <summary>For logs: none of it.</summary>
    public override string ToString() => nameof(PushTarget);
}

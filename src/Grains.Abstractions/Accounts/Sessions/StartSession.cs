using System.Collections.Immutable;

namespace Nusaloka.Accounts.Sessions;

/// <summary>Begins a session.</summary>
/// <param name="Device">What the person signs in with, in words that they recognise; cut at <see cref="SessionLimits.MaxDeviceLength"/> characters.</param>
/// <param name="Methods">How they proved who they are, see <see cref="SignInMethods"/>: the token's <c>amr</c> (RFC 8176).</param>
/// <param name="AccessVersion">
/// The <see cref="AccountStanding.AccessVersion"/> at which the proof was checked: when the password changed since, the proof is void.
/// Null when the proof does not depend on it.
/// </param>
/// <param name="Network">Roughly where they are: the owner is told of a device or network that was not seen before. Null is left out.</param>
/// <param name="PasskeyId">The passkey that proved it: when that was removed since, the proof is void. Null when none did.</param>
/// <param name="DeviceToken">What the device has shown of its last sign-in, see <see cref="Sessions.DeviceToken"/>; null for nothing.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.StartSession")]
public sealed record StartSession(
    [property: Id(0)] string Device,
    [property: Id(1)] ImmutableArray<string> Methods,
    [property: Id(2)] long? AccessVersion = null,
    [property: Id(3)] string? Network = null,
    [property: Id(4)] string? PasskeyId = null,
    [property: Id(5)] string? DeviceToken = null)
{
    /// <summary>For logs: without the token.</summary>
    public override string ToString() => $"{nameof(StartSession)} {{ Device = {Device} }}";
}

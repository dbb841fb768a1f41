namespace Nusaloka.Accounts;

/// <summary>Asks whether somebody who signs in does it with a device that the very account knows. Exactly one of e-mail and phone is given.</summary>
/// <param name="Email">As the person writes it, or null.</param>
/// <param name="Phone">As the person writes it, or null.</param>
/// <param name="DeviceToken">What the device shows, see <see cref="Sessions.DeviceToken"/>.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.RecogniseDevice")]
public sealed record RecogniseDevice(
    [property: Id(0)] string? Email,
    [property: Id(1)] string? Phone,
    [property: Id(2)] string DeviceToken)
{
    /// <summary>For logs: neither who nor with what.</summary>
    public override string ToString() => nameof(RecogniseDevice);
}

namespace Nusaloka.Bookings;

/// <summary>Whom the guide reaches.</summary>
/// <param name="Name">1 to <see cref="BookingLimits.MaxNameLength"/> characters.</param>
/// <param name="Phone">As people write it, at most <see cref="BookingLimits.MaxContactLength"/> characters; null when there is an e-mail address.</param>
/// <param name="Email">At most <see cref="BookingLimits.MaxContactLength"/> characters; null when there is a phone number.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.BookingContact")]
public sealed record BookingContact(
    [property: Id(0)] string Name,
    [property: Id(1)] string? Phone,
    [property: Id(2)] string? Email)
{
    /// <summary>For logs: nothing of the person.</summary>
    public override string ToString() => nameof(BookingContact);
}

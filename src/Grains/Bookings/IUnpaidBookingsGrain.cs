namespace Nusaloka.Grains.Bookings;

/// <summary>Counts the bookings for which one account holds seats that it has not paid. Key: the account id.</summary>
[Alias("nusaloka.IUnpaidBookingsGrain")]
internal interface IUnpaidBookingsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Lets a booking, which is written down already, hold seats if the account has not too many such bookings, and has not let too many of the departure
    /// go. A repeat for the same booking is let, too. Nobody need say that one is paid or over: that is looked up when there are too many. Errors:
    /// <c>unpaid_booking</c>, <c>too_many_unpaid_bookings</c>, <c>too_many_abandoned_bookings</c>, <c>account_not_found</c>.
    /// </summary>
    [Alias("Admit")]
    Task<Result> AdmitAsync(string bookingId, string departureId, DateTimeOffset until, CancellationToken cancellationToken = default);

    /// <summary>
    /// The account is closed: nothing is let any more. A booking is written down before it asks, so after this each one either is in the list of the account's
    /// bookings or is refused.
    /// </summary>
    [Alias("Close")]
    Task CloseAsync(CancellationToken cancellationToken = default);
}

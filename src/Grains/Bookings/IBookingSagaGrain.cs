namespace Nusaloka.Grains.Bookings;

/// <summary>What other parts of the house tell a booking. The same grain as <see cref="Nusaloka.Bookings.IBookingGrain"/>.</summary>
[Alias("nusaloka.IBookingSagaGrain")]
internal interface IBookingSagaGrain : IGrainWithStringKey
{
    /// <summary>A payment that names the booking has its money in escrow. A repeat answers the same.</summary>
    [Alias("Accept")]
    Task<PaymentVerdict> AcceptAsync(PaymentForBooking payment, CancellationToken cancellationToken = default);

    /// <summary>
    /// The departure does not take place: everything goes back, as soon as may be, unless the trip was over by then. False when the booking is between two
    /// steps: ask again.
    /// </summary>
    [Alias("CallOff")]
    Task<bool> CallOffAsync(DateTimeOffset at, CancellationToken cancellationToken = default);

    /// <summary>Nothing is left of a payment that named the booking. False when the booking is between two steps: ask again. A repeat changes nothing.</summary>
    /// <param name="paymentId">The payment.</param>
    /// <param name="isLost">Whether the payer's bank has taken it, or a part of it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    [Alias("Undo")]
    Task<bool> UndoAsync(string paymentId, bool isLost, CancellationToken cancellationToken = default);

    /// <summary>Forgets the people of a booking whose traveller has left, and cancels it when it is not paid.</summary>
    [Alias("Erase")]
    Task EraseAsync(CancellationToken cancellationToken = default);

    /// <summary>Forgets the people of a booking that has been over for long. False when it has not, or there is nothing to forget.</summary>
    [Alias("ForgetPeople")]
    Task<bool> ForgetPeopleAsync(CancellationToken cancellationToken = default);
}

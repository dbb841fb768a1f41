namespace Nusaloka.Grains.Bookings;

/// <summary>What a booking has begun outside and must bring to an end. It is written before it is done.</summary>
internal enum BookingStep
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The departure holds the seats.</summary>
    Hold = 1,

    /// <summary>The departure sells the seats that are paid.</summary>
    Confirm = 2,

    /// <summary>The payment that was under way is given up.</summary>
    StopPayment = 3,

    /// <summary>The departure gets the seats back.</summary>
    Release = 4,

    /// <summary>The traveller gets money back.</summary>
    Refund = 5,

    /// <summary>The guide gets the escrowed money, and we the fee.</summary>
    PayOut = 6,
}

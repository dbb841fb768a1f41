namespace Nusaloka.Notifications;

/// <summary>What a notification is about: the unit in which people choose how to be told. Names in JSON are lower-case.</summary>
[GenerateSerializer, Alias("nusaloka.NotificationCategory")]
public enum NotificationCategory
{
    /// <summary>The safety of the account.</summary>
    Security = 0,

    /// <summary>Payments, refunds and withdrawals.</summary>
    Payments = 1,

    /// <summary>Money that moved between wallets.</summary>
    Wallet = 2,

    /// <summary>One's bookings.</summary>
    Bookings = 3,

    /// <summary>Trips that one has saved or is interested in.</summary>
    Trips = 4,

    /// <summary>Invitations and what they earned.</summary>
    Referral = 5,

    /// <summary>Messages of other people.</summary>
    Chat = 6,

    /// <summary>What our own programs and staff have to say.</summary>
    Notices = 7,
}

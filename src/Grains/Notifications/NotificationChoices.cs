using System.Collections.Immutable;
using Nusaloka.Notifications;
using static Nusaloka.Notifications.NotificationChannel;

namespace Nusaloka.Grains.Notifications;

/// <summary>What people are told, and how, until they choose otherwise.</summary>
internal static class NotificationChoices
{
    /// <summary>
    /// The channels that are on when nothing was chosen. Mails about the safety of an account are sent by the account itself, whatever is
    /// chosen here; movements between wallets are many, so they are no mails.
    /// </summary>
    public static ImmutableArray<NotificationChannel> Usual(NotificationCategory category) => category switch
    {
        NotificationCategory.Payments or NotificationCategory.Bookings => [InApp, Email, Push],
        NotificationCategory.Notices => [InApp, Email],
        _ => [InApp, Push],
    };

    /// <summary>The channels that cannot be switched off: of safety and of one's own money there is always a trace.</summary>
    public static ImmutableArray<NotificationChannel> Locked(NotificationCategory category) => category switch
    {
        NotificationCategory.Security or NotificationCategory.Payments or NotificationCategory.Wallet or NotificationCategory.Bookings
            or NotificationCategory.Notices => [InApp],
        _ => [],
    };

    /// <summary>Whether it may come by SMS, which we pay for: not what somebody else can cause for nothing, or what is a gift of ours.</summary>
    public static bool MayBeSms(NotificationCategory category) =>
        category is NotificationCategory.Security or NotificationCategory.Payments or NotificationCategory.Bookings or NotificationCategory.Notices;

    /// <summary>Whether it comes at once, whatever the hour.</summary>
    public static bool IsUrgent(NotificationCategory category) => category == NotificationCategory.Security;

    /// <summary>Whether mails about it may be gathered.</summary>
    public static bool MayWait(NotificationCategory category) =>
        category is not (NotificationCategory.Security or NotificationCategory.Payments or NotificationCategory.Notices);
}

using Nusaloka.Notifications;

namespace Nusaloka.Grains.Notifications;

/// <summary>Channels as bits, as <c>notification_setting</c> has them: bit 0 is the inbox.</summary>
internal static class NotificationReach
{
    /// <summary>The inbox.</summary>
    public const short InboxBit = 1 << (int)NotificationChannel.InApp;

    /// <summary>Push messages, behind which there may be nobody.</summary>
    public const short PushBit = 1 << (int)NotificationChannel.Push;

    /// <summary>All that lead out.</summary>
    public static readonly short OutsideBits = (short)(Bits(Enum.GetValues<NotificationChannel>()) & ~InboxBit);

    /// <summary>Channels as bits.</summary>
    public static short Bits(IEnumerable<NotificationChannel> channels) =>
        (short)channels.Aggregate(0, static (bits, channel) => bits | (1 << (int)channel));
}

using System.Collections.Immutable;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Notifications;

/// <summary>By which channels a person is told: the row of <c>notification_setting</c>.</summary>
/// <param name="Channels">By category: the channels that are on, bit 0 is the inbox.</param>
/// <param name="HasPush">Whether any device wants push messages.</param>
internal sealed record NotificationReach(ImmutableArray<short> Channels, bool HasPush)
{
    /// <summary>Of who has chosen nothing.</summary>
    public static NotificationReach Usual { get; } =
        new([.. Enum.GetValues<NotificationCategory>().Select(static category => Bits(NotificationChoices.Usual(category)))], HasPush: false);

    /// <summary>Channels as bits.</summary>
    public static short Bits(IEnumerable<NotificationChannel> channels) =>
        (short)channels.Aggregate(0, static (bits, channel) => bits | (1 << (int)channel));

    /// <summary>Whether a channel beside the inbox is on, and there is somebody behind it as far as is known here.</summary>
    public bool GoesOut(NotificationCategory category)
    {
        var beside = BitsOf(category) & ~(1 << (int)NotificationChannel.InApp);
        return (HasPush ? beside : beside & ~(1 << (int)NotificationChannel.Push)) != 0;
    }

    /// <summary>Whether it is shown in the inbox.</summary>
    public bool IsShown(NotificationCategory category) => (BitsOf(category) & (1 << (int)NotificationChannel.InApp)) != 0;

    private int BitsOf(NotificationCategory category) =>
        (int)category < Channels.Length ? Channels[(int)category] : Bits(NotificationChoices.Usual(category));
}

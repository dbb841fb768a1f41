using Nusaloka.Profiles;

namespace Nusaloka.Grains.Notifications;

/// <summary>The time zone of a person.</summary>
internal static class ReaderZone
{
    /// <summary>The zone with this name; western Indonesian time when the machine does not know it.</summary>
    public static TimeZoneInfo Of(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone
        : TimeZoneInfo.TryFindSystemTimeZoneById(Preferences.Usual.TimeZone, out var usual) ? usual
        : TimeZoneInfo.CreateCustomTimeZone("WIB", TimeSpan.FromHours(7), "WIB", "WIB");
}

using System.Collections.Immutable;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Notifications;

/// <summary>The decisions about a person's choices.</summary>
internal static class NotificationSettingsRules
{
    /// <summary>The channels that are on.</summary>
    public static ImmutableArray<NotificationChannel> Channels(NotificationSettingsState state, NotificationCategory category) =>
        state.Chosen.TryGetValue(category, out var chosen) ? chosen : NotificationChoices.Usual(category);

    /// <summary>What the owner sees.</summary>
    public static NotificationPreferences View(NotificationSettingsState state) => new(
        [.. Enum.GetValues<NotificationCategory>().Select(category =>
            new CategoryPreference(category, Channels(state, category), NotificationChoices.Locked(category)))],
        state.QuietHours, state.Digest, state.Version);

    /// <summary>The state after a change, or what is wrong with it.</summary>
    public static Result<NotificationSettingsState> Change(NotificationSettingsState state, ChangeNotificationPreferences command)
    {
        if (command.ExpectedVersion is { } expected && expected != state.Version)
            return NotificationErrors.VersionMismatch;
        if (command.QuietHours is { } quiet && quiet.From == quiet.To)
            return Error.Validation("/quiet_hours/to", "out_of_range", "Quiet hours must end at another time than they begin.");

        var chosen = state.Chosen;
        foreach (var (category, channels) in command.Categories)
        {
            if (channels.Contains(NotificationChannel.Sms) && !NotificationChoices.MayBeSms(category))
                return NotificationErrors.NoSms(category);
            foreach (var locked in NotificationChoices.Locked(category))
            {
                if (!channels.Contains(locked))
                    return NotificationErrors.PreferenceLocked(category, locked);
            }

            chosen = chosen.SetItem(category, [.. channels.Distinct().Order()]);
        }

        return state with { Chosen = chosen, QuietHours = command.QuietHours, Digest = command.Digest, Version = state.Version + 1 };
    }

    /// <summary>The state when the reader of a mail wants no more of its category.</summary>
    public static NotificationSettingsState Unsubscribe(NotificationSettingsState state, NotificationCategory category)
    {
        var channels = Channels(state, category);
        return channels.Contains(NotificationChannel.Email) && !NotificationChoices.Locked(category).Contains(NotificationChannel.Email)
            ? state with { Chosen = state.Chosen.SetItem(category, channels.Remove(NotificationChannel.Email)), Version = state.Version + 1 }
            : state;
    }

    /// <summary>When something that comes up now may go out: at once, or at the end of the quiet hours in the person's zone.</summary>
    public static DateTimeOffset DueAt(QuietHours? quiet, NotificationCategory category, TimeZoneInfo zone, DateTimeOffset now) =>
        NotificationChoices.IsUrgent(category) ? now : QuietUntil(quiet, zone, now) ?? now;

    /// <summary>
    /// The end of the quiet hours that it is in, in the person's zone; null when it is in none. An hour that a zone leaves out is taken as the
    /// next one that it has.
    /// </summary>
    public static DateTimeOffset? QuietUntil(QuietHours? quiet, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (quiet is null)
            return null;

        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        var time = TimeOnly.FromDateTime(local);
        // IsBetween takes a range that ends before it begins as one over midnight, and its end as outside.
        if (!time.IsBetween(quiet.From, quiet.To))
            return null;

        var end = DateOnly.FromDateTime(local).AddDays(time < quiet.To ? 0 : 1).ToDateTime(quiet.To);
        while (zone.IsInvalidTime(end))
            end = end.AddMinutes(30);
        return new DateTimeOffset(end, zone.GetUtcOffset(end)).ToUniversalTime();
    }
}

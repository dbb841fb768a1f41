using Nusaloka.Grains.Notifications;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Tests.Notifications;

/// <summary>People choose how they are told; of some things they are told whatever they choose.</summary>
public sealed class NotificationSettingsRulesTests
{
    private static readonly TimeZoneInfo Makassar = TimeZoneInfo.CreateCustomTimeZone("WITA", TimeSpan.FromHours(8), "WITA", "WITA");
    private static readonly QuietHours Night = new(new TimeOnly(22, 0), new TimeOnly(6, 30));
    private static readonly QuietHours Siesta = new(new TimeOnly(13, 0), new TimeOnly(15, 0));

    [Theory]
    // Local time is eight hours ahead of UTC.
    [InlineData("2026-01-05T13:59:59Z", "2026-01-05T13:59:59Z")]
    [InlineData("2026-01-05T14:00:00Z", "2026-01-05T22:30:00Z")]
    [InlineData("2026-01-05T20:00:00Z", "2026-01-05T22:30:00Z")]
    [InlineData("2026-01-05T22:29:59Z", "2026-01-05T22:30:00Z")]
    [InlineData("2026-01-05T22:30:00Z", "2026-01-05T22:30:00Z")]
    [InlineData("2026-01-05T04:00:00Z", "2026-01-05T04:00:00Z")]
    public void DueAt_InHoursOverMidnight_IsTheirEndInThePersonsZone(string now, string due) =>
        Assert.Equal(At(due), NotificationSettingsRules.DueAt(Night, NotificationCategory.Payments, Makassar, At(now)));

    [Theory]
    [InlineData("2026-01-05T04:59:59Z", "2026-01-05T04:59:59Z")]
    [InlineData("2026-01-05T05:00:00Z", "2026-01-05T07:00:00Z")]
    [InlineData("2026-01-05T07:00:00Z", "2026-01-05T07:00:00Z")]
    public void DueAt_InHoursOfOneDay_IsTheirEnd(string now, string due) =>
        Assert.Equal(At(due), NotificationSettingsRules.DueAt(Siesta, NotificationCategory.Trips, Makassar, At(now)));

    [Fact]
    public void DueAt_WhatIsAboutSecurity_IsNow() =>
        Assert.Equal(At("2026-01-05T20:00:00Z"), NotificationSettingsRules.DueAt(Night, NotificationCategory.Security, Makassar, At("2026-01-05T20:00:00Z")));

    [Fact]
    public void Change_OfWhatIsLocked_ChangesNothing()
    {
        foreach (var category in Enum.GetValues<NotificationCategory>())
        {
            var changed = NotificationSettingsRules.Change(new NotificationSettingsState(), Choose(category));

            if (NotificationChoices.Locked(category).IsEmpty)
                Assert.Empty(NotificationSettingsRules.Channels(changed.Value!, category));
            else
                Assert.Equal("preference_locked", changed.Error?.Code);
        }
    }

    [Fact]
    public void Change_OfOneCategory_LeavesTheOthersAndCountsTheVersion()
    {
        var changed = NotificationSettingsRules.Change(
            new NotificationSettingsState(), Choose(NotificationCategory.Payments, NotificationChannel.Sms, NotificationChannel.InApp, NotificationChannel.Sms));

        Assert.Equal((NotificationChannel[])[NotificationChannel.InApp, NotificationChannel.Sms], NotificationSettingsRules.Channels(changed.Value!, NotificationCategory.Payments).ToArray());
        Assert.Equal(NotificationChoices.Usual(NotificationCategory.Trips).ToArray(), NotificationSettingsRules.Channels(changed.Value!, NotificationCategory.Trips).ToArray());
        Assert.Equal(1, changed.Value!.Version);
        Assert.Equal(NotificationErrors.VersionMismatch, NotificationSettingsRules.Change(changed.Value, Choose(NotificationCategory.Trips) with { ExpectedVersion = 0 }).Error);
    }

    [Theory]
    [InlineData(NotificationCategory.Wallet)]
    [InlineData(NotificationCategory.Trips)]
    [InlineData(NotificationCategory.Chat)]
    public void Change_ToSmsForWhatOthersCause_IsRefused(NotificationCategory category) => Assert.Equal(
        "channel_unavailable",
        NotificationSettingsRules.Change(new NotificationSettingsState(), Choose(category, NotificationChannel.InApp, NotificationChannel.Sms)).Error?.Code);

    [Fact]
    public void Change_ToQuietHoursOfNoLength_IsRefused() => Assert.Equal(
        "validation_failed",
        NotificationSettingsRules.Change(new NotificationSettingsState(), Choose(NotificationCategory.Trips) with { QuietHours = new QuietHours(default, default) }).Error?.Code);

    [Fact]
    public void Unsubscribe_TakesMailsAwayOnce()
    {
        var state = NotificationSettingsRules.Unsubscribe(new NotificationSettingsState(), NotificationCategory.Bookings);

        Assert.DoesNotContain(NotificationChannel.Email, NotificationSettingsRules.Channels(state, NotificationCategory.Bookings));
        Assert.Contains(NotificationChannel.Push, NotificationSettingsRules.Channels(state, NotificationCategory.Bookings));
        Assert.Same(state, NotificationSettingsRules.Unsubscribe(state, NotificationCategory.Bookings));
    }

    private static ChangeNotificationPreferences Choose(NotificationCategory category, params NotificationChannel[] channels) =>
        new([new CategoryChannels(category, [.. channels])], null, DigestWindow.None, null);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

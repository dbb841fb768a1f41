using System.Collections.Immutable;

namespace Nusaloka.Notifications;

/// <summary>How a person wants to be told.</summary>
/// <param name="Categories">A row for each category, in the order of <see cref="NotificationCategory"/>.</param>
/// <param name="QuietHours">When mails, short messages and pushes wait; null for never. What is about security never waits.</param>
/// <param name="Digest">Whether mails are gathered.</param>
/// <param name="Version">Grows by one with each change; the ETag of the API.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.NotificationPreferences")]
public sealed record NotificationPreferences(
    [property: Id(0)] ImmutableArray<CategoryPreference> Categories,
    [property: Id(1)] QuietHours? QuietHours,
    [property: Id(2)] DigestWindow Digest,
    [property: Id(3)] long Version);

/// <summary>How a person wants to be told of one sort of things.</summary>
/// <param name="Category">Of what.</param>
/// <param name="Channels">The channels that are on.</param>
/// <param name="Locked">Those of them that cannot be switched off.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.CategoryPreference")]
public sealed record CategoryPreference(
    [property: Id(0)] NotificationCategory Category,
    [property: Id(1)] ImmutableArray<NotificationChannel> Channels,
    [property: Id(2)] ImmutableArray<NotificationChannel> Locked);

/// <summary>A part of the day in the person's own time zone; over midnight when it ends before it begins.</summary>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends; not the same as <paramref name="From"/>.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.QuietHours")]
public sealed record QuietHours(
    [property: Id(0)] TimeOnly From,
    [property: Id(1)] TimeOnly To);

/// <summary>How long mails are gathered into one. What is about security or payments is never gathered. Names in JSON are lower-case.</summary>
[GenerateSerializer, Alias("nusaloka.DigestWindow")]
public enum DigestWindow
{
    /// <summary>Each notification is a mail of its own.</summary>
    None = 0,

    /// <summary>At most one mail an hour.</summary>
    Hourly = 1,

    /// <summary>At most one mail a day.</summary>
    Daily = 2,
}

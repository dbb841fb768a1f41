using System.Collections.Immutable;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Notifications;

/// <summary>Something that a person is to be told.</summary>
/// <param name="Id">The same for the same thing and person, however often it is brought.</param>
/// <param name="AccountId">Who is told.</param>
/// <param name="Kind">What happened: a name of <see cref="NotificationTexts"/>.</param>
/// <param name="Variables">What the text needs: amounts in whole rupiah, times as ISO 8601.</param>
/// <param name="At">When it happened.</param>
internal sealed record NewNotification(Guid Id, string AccountId, string Kind, ImmutableDictionary<string, string> Variables, DateTimeOffset At)
{
    /// <summary>SHA-256 of what a program asked, hex; null for what an event brought.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>A channel on which it goes whatever the person has chosen; null for none.</summary>
    public NotificationChannel? Also { get; init; }

    /// <summary>The channels on which the account itself tells of it, whatever the person has chosen: there it does not go a second time.</summary>
    public ImmutableArray<NotificationChannel> Told { get; init; } = [];

    /// <summary>What it is about.</summary>
    public NotificationCategory Category => NotificationTexts.CategoryOf(Kind);

    /// <summary>One that an event brings; the person hears of it once.</summary>
    public static NewNotification Of(
        string source, string accountId, string kind, DateTimeOffset at, params ReadOnlySpan<(string Name, string Value)> variables)
    {
        var byName = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in variables)
            byName.Add(name, value);
        return new NewNotification(IdOf(source, accountId, kind), accountId, kind, byName.ToImmutable(), at);
    }

    /// <summary>The id of one that an event brings.</summary>
    private static Guid IdOf(string source, string accountId, string kind) => NameBasedId.Create($"notification\n{source}\n{accountId}\n{kind}");

    /// <summary>For logs: not what it says.</summary>
    public override string ToString() => $"{nameof(NewNotification)} {{ {Id} {Kind} }}";
}

using System.Collections.Immutable;

namespace Nusaloka.Grains.Notifications;

/// <summary>What a person's next mail is made of.</summary>
internal sealed record NotificationDigestState
{
    /// <summary>The notifications, as they came.</summary>
    public ImmutableArray<Guid> Notifications { get; init; } = [];

    /// <summary>When it goes out; null while there is nothing in it.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>What is just being handed over.</summary>
    public ImmutableArray<Guid> Sending { get; init; } = [];

    /// <summary>The last that went out, so that an event that comes again is not in two mails.</summary>
    public ImmutableArray<Guid> Sent { get; init; } = [];
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts.Sessions;

/// <summary>The sessions of one person.</summary>
public sealed record SessionsState : IEventSource
{
    /// <summary>Those that were begun and not ended; some may have expired.</summary>
    public ImmutableArray<SessionState> Live { get; init; } = [];

    /// <summary>Those that ended so recently that access tokens of theirs may not have expired.</summary>
    public ImmutableArray<EndedSession> Ended { get; init; } = [];

    /// <summary>What it was signed in with and from lately, the latest last: see <see cref="SeenPlaces"/>.</summary>
    public ImmutableArray<SeenPlace> Seen { get; init; } = [];

    /// <summary>Devices that it was signed in with, the latest last: see <see cref="KnownDevices"/>.</summary>
    public ImmutableArray<KnownDevice> Devices { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public IReadOnlyList<OutboxEvent> PendingEvents { get; init; } = [];
}

/// <summary>A device or a network that was signed in with or from.</summary>
/// <param name="What">Which.</param>
/// <param name="At">When last.</param>
public sealed record SeenPlace(string What, DateTimeOffset At);

/// <summary>One session: a family of refresh tokens, of which one is the newest.</summary>
public sealed record SessionState
{
    /// <summary>A UUIDv7.</summary>
    public required string Id { get; init; }

    /// <summary>What it was begun with.</summary>
    public required string Device { get; init; }

    /// <summary>How the person proved who they are.</summary>
    public required ImmutableArray<string> Methods { get; init; }

    /// <summary>Roughly from where; null for sessions that are older than this.</summary>
    public string? Network { get; init; }

    /// <summary>When they did.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When a token was last given out.</summary>
    public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>The version of the account's access that it was begun at, or that spared it.</summary>
    public required long AccessVersion { get; init; }

    /// <summary>The number of the newest refresh token, from 1.</summary>
    public required int Generation { get; init; }

    /// <summary>Of which one the newest is the child; null for sessions that are older than this: of the one before it.</summary>
    public int? Parent { get; init; }

    /// <summary>The key that the secrets of all its tokens are made with, see <see cref="RefreshSecrets"/>.</summary>
    public required string WrappedKey { get; init; }

    /// <summary>Base64 of the SHA-256 of the newest secret.</summary>
    public required string SecretHash { get; init; }

    /// <summary>Which tokens were used up lately, newest last: within the grace they still answer the newest.</summary>
    public ImmutableArray<UsedToken> Used { get; init; } = [];
}

/// <summary>A refresh token that has a child.</summary>
/// <param name="Generation">Its number.</param>
/// <param name="At">When it was used first.</param>
public sealed record UsedToken(int Generation, DateTimeOffset At);

/// <summary>A session that has ended.</summary>
/// <param name="Id">Which.</param>
/// <param name="At">When.</param>
/// <param name="TokensUntil">When the last of its access tokens has expired.</param>
/// <param name="Reason">Why.</param>
public sealed record EndedSession(string Id, DateTimeOffset At, DateTimeOffset TokensUntil, SessionEndReason Reason);

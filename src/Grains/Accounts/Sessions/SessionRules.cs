using System.Collections.Immutable;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts.Sessions;

/// <summary>The decisions about sessions: pure functions from state and command to the next state.</summary>
internal static class SessionRules
{
    /// <summary>How many used tokens are remembered for the grace. A device that is served more often within it has itself to blame.</summary>
    public const int MaxUsed = 16;

    /// <summary>How many ended sessions are remembered.</summary>
    public const int MaxEnded = 200;

    /// <summary>The least grace of the newest token's parent: two requests of one device may cross, whatever is configured.</summary>
    private static readonly TimeSpan LeastForParent = TimeSpan.FromSeconds(5);

    /// <summary>From when on the session is no longer good unless it is refreshed.</summary>
    public static DateTimeOffset ExpiresAt(SessionState session, SessionOptions options)
    {
        var (idle, absolute) = (session.LastUsedAt + options.IdleLifetime, session.StartedAt + options.AbsoluteLifetime);
        return idle < absolute ? idle : absolute;
    }

    /// <summary>The session with the id if it lives.</summary>
    public static SessionState? Find(SessionsState state, string id, SessionOptions options, DateTimeOffset now) =>
        state.Live.FirstOrDefault(session => session.Id == id && now < ExpiresAt(session, options));

    /// <summary>With one session more; the one used longest ago ends when there are too many.</summary>
    public static SessionsState Start(
        string accountId, SessionsState state, SessionState session, SessionOptions options, SessionEnd replaced, string? network = null)
    {
        var live = state.Live.RemoveAll(one => replaced.At >= ExpiresAt(one, options));
        var next = state with { Live = live, PendingEvents = [] };
        if (live.Length >= SessionLimits.MaxPerAccount)
        {
            var oldest = live.OrderBy(static one => one.LastUsedAt).ThenBy(static one => one.Id, StringComparer.Ordinal)
                .Take(live.Length - SessionLimits.MaxPerAccount + 1).Select(static one => one.Id).ToImmutableHashSet();
            next = End(accountId, next, one => oldest.Contains(one.Id), replaced);
        }

        var isNew = SeenPlaces.IsNew(state, session.Device, network, session.StartedAt);
        return next with
        {
            Live = next.Live.Add(session),
            Seen = SeenPlaces.With(state, session.Device, network, session.StartedAt),
            PendingEvents =
            [
                .. next.PendingEvents,
                new OutboxEvent(
                    SessionStarted.Type, new SessionStarted(accountId, session.Id, session.Device, session.Methods, isNew, session.StartedAt)),
            ],
        };
    }

    /// <summary>What the genuine token of a generation brings to a session that lives.</summary>
    public static RefreshDecision Decide(SessionState session, int generation, SessionOptions options, DateTimeOffset now)
    {
        if (generation == session.Generation)
            return RefreshDecision.Rotate;

        var parent = session.Parent ?? session.Generation - 1;
        var grace = generation == parent && options.Grace < LeastForParent ? LeastForParent : options.Grace;
        if (session.Used.Any(used => used.Generation == generation && now - used.At < grace))
            return RefreshDecision.Repeat;

        // While the newest has no child nobody has proven that it arrived, so its parent may ask again, however late. But for another one:
        // were it the same, a thief and the owner could share each token for ever, and neither would be seen to come second.
        return generation == parent ? RefreshDecision.Rotate : RefreshDecision.Reused;
    }

    /// <summary>The session with the next token, for who showed that of the generation: the newest, or its parent, and then the newest is lost.</summary>
    public static SessionsState Rotate(
        SessionsState state, SessionState session, int generation, string secretHash, SessionOptions options, DateTimeOffset now)
    {
        var used = session.Used.RemoveAll(one => now - one.At >= options.Grace || one.Generation == generation).Add(new UsedToken(generation, now));
        var next = session with
        {
            Generation = session.Generation + 1,
            Parent = generation,
            SecretHash = secretHash,
            LastUsedAt = now,
            Used = used.Length > MaxUsed ? used[^MaxUsed..] : used,
        };
        return state with { Live = state.Live.Replace(session, next), PendingEvents = [] };
    }

    /// <summary>Without the sessions that are chosen, of which there is at least one.</summary>
    public static SessionsState End(string accountId, SessionsState state, Predicate<SessionState> isChosen, SessionEnd end)
    {
        var chosen = state.Live.Where(session => isChosen(session)).ToImmutableArray();
        var ended = state.Ended.RemoveAll(one => one.TokensUntil <= end.At)
            .AddRange(chosen.Select(session => new EndedSession(session.Id, end.At, end.TokensUntil, end.Reason)));
        var told = new SessionsEnded(
            accountId, [.. chosen.Select(static session => new SessionThatEnded(session.Id, session.Device))], end.Reason, end.At, end.TokensUntil);
        return state with
        {
            Live = state.Live.RemoveAll(isChosen),
            Ended = ended.Length > MaxEnded ? ended[^MaxEnded..] : ended,
            PendingEvents = [new OutboxEvent(end.Reason == SessionEndReason.Reused ? SessionsEnded.ReuseType : SessionsEnded.Type, told)],
        };
    }

    /// <summary>Whether a change of the account ends the session.</summary>
    public static bool IsOlder(SessionState session, AccessChange change) =>
        session.AccessVersion < change.Version && session.Id != change.KeptSession;

    /// <summary>The session that a change spares is as good as one that began after it.</summary>
    public static SessionsState Spare(SessionsState state, AccessChange change) => state with
    {
        Live = [.. state.Live.Select(session => session.Id == change.KeptSession && session.AccessVersion < change.Version
            ? session with { AccessVersion = change.Version }
            : session)],
        PendingEvents = [],
    };

    /// <summary>What its owner sees.</summary>
    public static Session View(SessionState session, SessionOptions options) =>
        new(session.Id, session.Device, session.StartedAt, session.LastUsedAt, ExpiresAt(session, options)) { Methods = session.Methods, Network = session.Network };
}

using System.Collections.Concurrent;
using Nusaloka.Accounts.Sessions;

namespace Nusaloka.Api.Auth.Revocations;

/// <summary>
/// The sessions that have ended while access tokens of theirs may not have expired, as far as this process knows, and until when it
/// surely knows all of them. Asked at every request: a look into a dictionary.
/// </summary>
public sealed class RevokedSessions(TimeProvider clock)
{
    /// <summary>How old the last complete answer may be. Older, and sessions are asked one by one.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    private const long Never = long.MinValue;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _until = new(StringComparer.Ordinal);
    private long _completeAt = Never;

    /// <summary>Tells of each session once, on the thread that heard of it: connections of the session must be closed.</summary>
    public event EventHandler<Revocation>? Revoked;

    /// <summary>Whether this process surely knows all ends but those of the last seconds.</summary>
    public bool IsCurrent => Volatile.Read(ref _completeAt) is not Never and var then && clock.GetElapsedTime(then) < MaxAge;

    /// <summary>How many are remembered.</summary>
    public int Count => _until.Count;

    /// <summary>Whether the session is known to have ended.</summary>
    public bool Contains(string sessionId) => _until.ContainsKey(sessionId);

    /// <summary>Remembers.</summary>
    public void Add(IEnumerable<Revocation> revocations)
    {
        foreach (var revocation in revocations)
        {
            if (_until.TryAdd(revocation.SessionId, revocation.Until))
                Revoked?.Invoke(this, revocation);
        }
    }

    /// <summary>Everything that was known at the timestamp has been added.</summary>
    public void CompleteAt(long timestamp)
    {
        Volatile.Write(ref _completeAt, timestamp);
        var now = clock.GetUtcNow();
        foreach (var (session, until) in _until)
        {
            if (until <= now)
                _until.TryRemove(session, out _);
        }
    }
}

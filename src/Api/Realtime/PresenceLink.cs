using Nusaloka.Chat;

namespace Nusaloka.Api.Realtime;

/// <summary>
/// What this process has to say to one partition of presence, and what it has said. A partition that does not know the process any more is told everything anew.
/// One report at a time; the rest is thread-safe.
/// </summary>
/// <param name="nodeId">This process.</param>
/// <param name="partition">The partition.</param>
/// <param name="topicsOf">What an account is connected for; none when it is not.</param>
/// <param name="allConnected">All accounts of the partition that are.</param>
/// <param name="missed">Gets what rooms told of accounts before the partition knew that they are connected here.</param>
internal sealed class PresenceLink(
    string nodeId, Func<IPresenceGrain> partition, Func<string, ConnectionTopics> topicsOf, Func<IEnumerable<string>> allConnected, Action<MembershipNews> missed)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _dirty = new(StringComparer.Ordinal);

    /// <summary>Whom the partition knows, and whether as somebody who is told of notifications here.</summary>
    private readonly Dictionary<string, bool> _told = new(StringComparer.Ordinal);
    private readonly HashSet<string> _watched = new(StringComparer.Ordinal);
    private readonly HashSet<string> _watchDirty = new(StringComparer.Ordinal);
    private readonly HashSet<string> _watchTold = new(StringComparer.Ordinal);
    private bool _isKnown;

    /// <summary>Whether there is something to say.</summary>
    public bool HasNews
    {
        get
        {
            lock (_gate)
                return !_isKnown || _dirty.Count > 0 || _watchDirty.Count > 0;
        }
    }

    /// <summary>Whether the partition knows that the account is to be told of notifications here.</summary>
    public bool IsNotified(string accountId)
    {
        lock (_gate)
            return _told.GetValueOrDefault(accountId);
    }

    /// <summary>Somebody has come or gone.</summary>
    public void Touch(string accountId)
    {
        lock (_gate)
            _dirty.Add(accountId);
    }

    /// <summary>News of somebody are wanted, or no more.</summary>
    public void Watch(string accountId, bool isWanted)
    {
        lock (_gate)
        {
            if (isWanted ? _watched.Add(accountId) : _watched.Remove(accountId))
                _watchDirty.Add(accountId);
        }
    }

    /// <summary>Says what there is to say, or only that this process is there. Answers the accounts that the partition did not know before.</summary>
    public async Task<IReadOnlyList<string>> ReportAsync(CancellationToken cancellationToken)
    {
        var added = new List<string>();
        PresenceReport? next = Next();
        while (next is { } report)
        {
            try
            {
                var reply = await partition().ReportAsync(report, cancellationToken);
                if (reply.IsKnown)
                    added.AddRange(report.Connected);
                else
                    Forgotten(report);
                foreach (var news in reply.Missed)
                    missed(news);
            }
            catch
            {
                // Whether it was taken is not known: beginning anew is right in any case.
                Forgotten(report);
                throw;
            }

            next = HasNews ? Next() : null;
        }

        return added;
    }

    /// <summary>Says that this process ends.</summary>
    public Task LeaveAsync(CancellationToken cancellationToken) => partition().LeaveAsync(nodeId, cancellationToken);

    private PresenceReport Next()
    {
        lock (_gate)
        {
            var isFirst = !_isKnown;
            if (isFirst)
            {
                _told.Clear();
                _watchTold.Clear();
                _dirty.UnionWith(allConnected());
                _watchDirty.UnionWith(_watched);
            }

            _isKnown = true;
            var accounts = Array.ConvertAll(Take(_dirty), id => (Id: id, Topics: topicsOf(id)));
            var watches = Take(_watchDirty);
            var connected = Array.FindAll(accounts, one => one.Topics != ConnectionTopics.None && IsNew(one.Id, IsForNotifications(one.Topics)));
            return new PresenceReport(nodeId, isFirst)
            {
                Connected = [.. connected.Select(static one => one.Id)],
                Unnotified = [.. connected.Where(static one => !IsForNotifications(one.Topics)).Select(static one => one.Id)],
                Disconnected = [.. accounts.Where(one => one.Topics == ConnectionTopics.None && _told.Remove(one.Id)).Select(static one => one.Id)],
                Watched = [.. watches.Where(id => _watched.Contains(id) && _watchTold.Add(id))],
                Unwatched = [.. watches.Where(id => !_watched.Contains(id) && _watchTold.Remove(id))],
            };
        }
    }

    private static bool IsForNotifications(ConnectionTopics topics) => (topics & ConnectionTopics.Notifications) != 0;

    /// <summary>Whether the partition is to be told of an account that is connected; it counts as told then.</summary>
    private bool IsNew(string accountId, bool isNotified)
    {
        if (_told.TryGetValue(accountId, out var known) && known == isNotified)
            return false;
        _told[accountId] = isNotified;
        return true;
    }

    private void Forgotten(PresenceReport report)
    {
        lock (_gate)
        {
            _isKnown = false;
            // Those who have gone are not said again: a new beginning does not name them.
            _dirty.UnionWith(report.Connected);
        }
    }

    private static string[] Take(HashSet<string> set)
    {
        string[] some = [.. set.Take(PresencePartitions.MaxReported / 2)];
        set.ExceptWith(some);
        return some;
    }
}

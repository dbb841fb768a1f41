using System.Collections.Immutable;
using Nusaloka.Chat;

namespace Nusaloka.Grains.Chat;

/// <summary>
/// Who is connected to which node, who watches whom, and what watchers have not heard yet. Changes gather until they are taken, and only how
/// things are then is told. Not thread-safe.
/// </summary>
internal sealed class PresenceBoard
{
    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Person> _people = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);

    /// <summary>Takes in what a node says; false when the node is not known and does not begin anew.</summary>
    public bool Take(PresenceReport report, DateTimeOffset now)
    {
        if (report.IsFirst)
            Remove(report.NodeId, now);
        if (!_nodes.TryGetValue(report.NodeId, out var node))
        {
            if (!report.IsFirst)
                return false;
            _nodes.Add(report.NodeId, node = new Node());
        }

        node.Until = now + PresencePartitions.Lease;
        foreach (var accountId in report.Connected)
        {
            if (node.Connected.Add(accountId))
                PersonOf(accountId).Nodes.Add(report.NodeId);
            node.Unnotified.Remove(accountId);
            _changed.Add(accountId);
        }

        node.Unnotified.UnionWith(report.Unnotified);

        foreach (var accountId in report.Disconnected)
        {
            node.Unnotified.Remove(accountId);
            if (node.Connected.Remove(accountId))
                Disconnect(accountId, report.NodeId, now);
        }

        foreach (var accountId in report.Watched)
        {
            if (!node.Watched.Add(accountId))
                continue;
            // What it is answered may be over before the next news: they say it once more.
            var person = PersonOf(accountId);
            person.Watchers.Add(report.NodeId);
            person.IsToldAgain = true;
            _changed.Add(accountId);
        }

        foreach (var accountId in report.Unwatched)
        {
            if (node.Watched.Remove(accountId))
                Unwatch(accountId, report.NodeId);
        }

        return true;
    }

    /// <summary>A node is no more; its people were there until then.</summary>
    public void Remove(string nodeId, DateTimeOffset at)
    {
        if (!_nodes.Remove(nodeId, out var node))
            return;
        foreach (var accountId in node.Connected)
            Disconnect(accountId, nodeId, at);
        foreach (var accountId in node.Watched)
            Unwatch(accountId, nodeId);
    }

    /// <summary>Removes the nodes that have said nothing for too long.</summary>
    public void Expire(DateTimeOffset now)
    {
        foreach (var (nodeId, node) in _nodes)
        {
            if (node.Until <= now)
                Remove(nodeId, node.Until - PresencePartitions.Lease);
        }
    }

    /// <summary>Those of the accounts of which it must be read who may not see them.</summary>
    public string[] Unread(IEnumerable<string> accountIds) =>
        [.. accountIds.Where(id => !_people.TryGetValue(id, out var person) || person.HiddenFrom is null).Distinct(StringComparer.Ordinal)];

    /// <summary>Takes in what is stored of people who are watched.</summary>
    /// <param name="facts">What was read.</param>
    /// <param name="isNew">Whether it replaces what is known.</param>
    public void Learn(IEnumerable<PresenceFacts> facts, bool isNew)
    {
        foreach (var one in facts)
        {
            if (!_people.TryGetValue(one.AccountId, out var person) || (person.HiddenFrom is not null && !isNew))
                continue;
            person.IsToldAgain = true;
            person.HiddenFrom = one.HiddenFrom;
            person.SeenAt ??= _seen.TryGetValue(one.AccountId, out var lately) ? lately : one.SeenAt;
            _changed.Add(one.AccountId);
        }
    }

    /// <summary>How those are of whom enough is known.</summary>
    public ImmutableArray<WatchedPresence> Show(IEnumerable<string> accountIds) =>
        [.. from id in accountIds
            where _people.TryGetValue(id, out var person) && person.HiddenFrom is not null
            select ToPresence(id, _people[id])];

    /// <summary>How somebody is of whom this is stored.</summary>
    public WatchedPresence Show(PresenceFacts facts)
    {
        var isOnline = _people.TryGetValue(facts.AccountId, out var person) && person.Nodes.Count > 0;
        var seenAt = _seen.TryGetValue(facts.AccountId, out var lately) ? lately : person?.SeenAt ?? facts.SeenAt;
        return new WatchedPresence(new Presence(facts.AccountId, isOnline, isOnline ? null : seenAt), facts.HiddenFrom);
    }

    /// <summary>Those of the accounts that are connected, and where.</summary>
    public ImmutableArray<ConnectedAccount> Find(IEnumerable<string> accountIds) =>
        [.. accountIds.Distinct(StringComparer.Ordinal).Where(IsConnected).Select(id => new ConnectedAccount(id, [.. _people[id].Nodes])
        {
            NotifiedNodeIds = [.. _people[id].Nodes.Where(nodeId => _nodes.TryGetValue(nodeId, out var node) && !node.Unnotified.Contains(id))],
        })];

    /// <summary>What is to be told to each node, which counts as told then.</summary>
    public IReadOnlyDictionary<string, List<WatchedPresence>> TakeNews()
    {
        var news = new Dictionary<string, List<WatchedPresence>>(StringComparer.Ordinal);
        foreach (var accountId in _changed)
        {
            // What is not read yet is told when it is: reading it changes it again.
            if (!_people.TryGetValue(accountId, out var person) || person.HiddenFrom is null)
                continue;
            var isOnline = person.Nodes.Count > 0;
            if (isOnline == person.WasOnline && !person.IsToldAgain)
                continue;
            (person.WasOnline, person.IsToldAgain) = (isOnline, false);
            foreach (var nodeId in person.Watchers)
            {
                if (!news.TryGetValue(nodeId, out var ofNode))
                    news.Add(nodeId, ofNode = []);
                ofNode.Add(ToPresence(accountId, person));
            }
        }

        _changed.Clear();
        return news;
    }

    /// <summary>When those were last seen who have gone and are not back.</summary>
    public KeyValuePair<string, DateTimeOffset>[] Seen() => [.. _seen.Where(one => !IsConnected(one.Key))];

    /// <summary>This is stored.</summary>
    public void Stored(IEnumerable<KeyValuePair<string, DateTimeOffset>> seen)
    {
        foreach (var one in seen)
        {
            if (_seen.TryGetValue(one.Key, out var at) && at == one.Value)
                _seen.Remove(one.Key);
        }
    }

    /// <summary>Forgets when somebody was seen.</summary>
    public void Forget(string accountId)
    {
        _seen.Remove(accountId);
        if (_people.TryGetValue(accountId, out var person))
            person.SeenAt = null;
    }

    private static WatchedPresence ToPresence(string accountId, Person person)
    {
        var isOnline = person.Nodes.Count > 0;
        return new WatchedPresence(new Presence(accountId, isOnline, isOnline ? null : person.SeenAt), person.HiddenFrom ?? []);
    }

    private bool IsConnected(string accountId) => _people.TryGetValue(accountId, out var person) && person.Nodes.Count > 0;

    private Person PersonOf(string accountId)
    {
        if (!_people.TryGetValue(accountId, out var person))
            _people.Add(accountId, person = new Person());
        return person;
    }

    private void Disconnect(string accountId, string nodeId, DateTimeOffset at)
    {
        if (!_people.TryGetValue(accountId, out var person))
            return;
        person.Nodes.Remove(nodeId);
        _changed.Add(accountId);
        if (person.Nodes.Count > 0)
            return;
        person.SeenAt = _seen[accountId] = new DateTimeOffset(at.Ticks - (at.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        Drop(accountId, person);
    }

    private void Unwatch(string accountId, string nodeId)
    {
        if (!_people.TryGetValue(accountId, out var person))
            return;
        person.Watchers.Remove(nodeId);
        if (person.Watchers.Count > 0)
            return;
        person.HiddenFrom = null;
        Drop(accountId, person);
    }

    private void Drop(string accountId, Person person)
    {
        if (person is { Nodes.Count: 0, Watchers.Count: 0 })
            _people.Remove(accountId);
    }

    private sealed class Node
    {
        public DateTimeOffset Until { get; set; }

        public HashSet<string> Connected { get; } = new(StringComparer.Ordinal);

        /// <summary>Those of <see cref="Connected"/> who have no client for notifications there.</summary>
        public HashSet<string> Unnotified { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Watched { get; } = new(StringComparer.Ordinal);
    }

    private sealed class Person
    {
        public List<string> Nodes { get; } = [];

        public List<string> Watchers { get; } = [];

        public DateTimeOffset? SeenAt { get; set; }

        /// <summary>Who may not see them; null when it is not read.</summary>
        public ImmutableArray<string>? HiddenFrom { get; set; }

        /// <summary>What watchers were told last.</summary>
        public bool WasOnline { get; set; }

        /// <summary>Whether watchers are told although nothing has changed but who may see it.</summary>
        public bool IsToldAgain { get; set; }
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Nusaloka.Api.Realtime;

/// <summary>The connections of each account. Thread-safe: changes are made under a lock, reading needs none.</summary>
internal sealed class ConnectionTable
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, ImmutableArray<ClientConnection>> _byAccount = new(StringComparer.Ordinal);

    public int Count => _byAccount.Count;

    public ICollection<string> Ids => _byAccount.Keys;

    public ImmutableArray<ClientConnection> Of(string accountId) => _byAccount.TryGetValue(accountId, out var connections) ? connections : [];

    public ConnectionTopics TopicsOf(string accountId) =>
        Of(accountId).Aggregate(ConnectionTopics.None, static (topics, connection) => topics | connection.Topics);

    /// <summary>Adds a connection, unless its account has that many.</summary>
    public bool TryAdd(ClientConnection connection, int most)
    {
        lock (_gate)
        {
            var connections = Of(connection.AccountId);
            if (connections.Length >= most)
                return false;
            _byAccount[connection.AccountId] = connections.Add(connection);
            return true;
        }
    }

    /// <summary>Removes a connection. Whether its account has none now.</summary>
    public bool Remove(ClientConnection connection)
    {
        lock (_gate)
        {
            var connections = Of(connection.AccountId).Remove(connection);
            if (connections.Length > 0)
            {
                _byAccount[connection.AccountId] = connections;
                return false;
            }

            return _byAccount.TryRemove(connection.AccountId, out _);
        }
    }
}

using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Nusaloka.Api.RateLimits;

namespace Nusaloka.Api.Http;

/// <summary>
/// Ends connections of an address that has too many open, before a byte is read. Proxies that we trust are not counted: behind theirs are
/// all people.
/// </summary>
internal sealed class ConnectionLimit(int most, IPNetwork[] trusted)
{
    private readonly ConcurrentDictionary<Caller, int> _open = new();

    /// <summary>Stands before what serves a connection.</summary>
    public ConnectionDelegate Before(ConnectionDelegate next) => connection =>
        connection.RemoteEndPoint is IPEndPoint { Address: var address } && !IsTrusted(address) ? ServeAsync(connection, Caller.At(address), next) : next(connection);

    private async Task ServeAsync(ConnectionContext connection, Caller caller, ConnectionDelegate next)
    {
        try
        {
            if (_open.AddOrUpdate(caller, 1, static (_, count) => count + 1) > most)
                connection.Abort(new ConnectionAbortedException($"The address has more than {most} connections (NUSALOKA_MAX_CONNECTIONS_EACH)."));
            else
                await next(connection);
        }
        finally
        {
            if (_open.AddOrUpdate(caller, 0, static (_, count) => count - 1) == 0)
                _open.TryRemove(new KeyValuePair<Caller, int>(caller, 0));
        }
    }

    private bool IsTrusted(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(trusted, network => network.Contains(plain));
    }
}

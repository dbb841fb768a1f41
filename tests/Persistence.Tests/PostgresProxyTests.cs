using System.Net;
using System.Net.Sockets;
using Npgsql;
using Nusaloka.Testing;

namespace Nusaloka.Persistence.Tests;

/// <summary>What stands between a process and PostgreSQL in these tests must itself lose no connection that it does not cut.</summary>
public sealed class PostgresProxyTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task Cut_WhileOthersConnect_LetsNewOnesIn()
    {
        await using var proxy = new PostgresProxy(database.ConnectionString);
        var settings = new NpgsqlConnectionStringBuilder(proxy.ConnectionString) { Pooling = false };
        for (var i = 0; i < 50; i++)
        {
            using var other = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await other.ConnectAsync(new IPEndPoint(IPAddress.Loopback, settings.Port));
            proxy.Cut();
        }

        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();

        await using var command = new NpgsqlCommand("select 1", connection);
        Assert.Equal(1, await command.ExecuteScalarAsync());
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using Nusaloka.Testing;

namespace Nusaloka.Scenarios.Abuse;

/// <summary>Clients that send as slowly as they can.</summary>
public sealed class SlowClientTests(AbusedApi api) : IClassFixture<AbusedApi>
{
    private const int Clients = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("GET /health HTTP/1.1\r\nHost: localhost\r\nX-A: ")]
    [InlineData("POST /api/v1/transactions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{")]
    [InlineData("POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n{\"email\":\"")]
    public async Task SlowRequests_AreCutWhileOthersAreServed(string beginning)
    {
        var slow = new List<Socket>();
        try
        {
            for (var i = 0; i < Clients; i++)
                slow.Add(await BeginAsync(beginning));

            using var client = api.Client();
            await Eventually.TrueAsync(
                "the end of all slow connections",
                async () =>
                {
                    using var response = await client.GetAsync(new Uri("/ready", UriKind.Relative));
                    Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                    return slow.TrueForAll(Trickle);
                },
                within: Patience);
        }
        finally
        {
            slow.ForEach(static socket => socket.Dispose());
        }
    }

    private async Task<Socket> BeginAsync(string beginning)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, api.Address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(beginning));
        return socket;
    }

    /// <summary>Sends one more byte, while it may; true when the server has ended the connection.</summary>
    private static bool Trickle(Socket socket)
    {
        try
        {
            // Readable without anything to read: the other side has closed. An answer may come before that.
            while (socket.Poll(TimeSpan.Zero, SelectMode.SelectRead))
            {
                if (socket.Receive(new byte[4_096]) == 0)
                    return true;
            }

            socket.Send("a"u8);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}

using System.Net.WebSockets;

namespace Nusaloka.Api.Tests.Access;

/// <summary>Who gets through the doors of sockets, of the eight identities of access.txt: people, and nobody else.</summary>
[Collection(ApiCollection.Name)]
public sealed class SocketAccessTests(ApiServer api)
{
    private static readonly (string Identity, int Status)[] Expected =
    [
        ("anonymous", 401), ("owner", 101), ("other", 101), ("seller", 101), ("officer", 101), ("admin", 101), ("expired", 401), ("service", 403),
    ];

    [Theory]
    [InlineData("/ws/chat")]
    [InlineData("/ws/notification")]
    [InlineData("/hubs/realtime")]
    public async Task Connect_ForEveryIdentity_LetsPeopleInAlone(string path)
    {
        using var people = await AccessPeople.CreateAsync(api);
        var world = await AccessWorld.CreateAsync(api, people);

        var actual = new List<(string Identity, int Status)>();
        foreach (var identity in AccessTable.Identities)
            actual.Add((identity, await StatusAsync(world.ClientOf(identity), path)));

        Assert.Equal(Expected, actual);
    }

    private async Task<int> StatusAsync(HttpClient client, string path)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        foreach (var header in client.DefaultRequestHeaders)
            socket.Options.SetRequestHeader(header.Key, string.Join(',', header.Value));
        try
        {
            await socket.ConnectAsync(new Uri($"ws://{api.Address.Authority}{path}"), CancellationToken.None);
        }
        catch (WebSocketException) when (socket.HttpStatusCode != default)
        {
            // The status says why.
        }

        return (int)socket.HttpStatusCode;
    }
}

using System.Net.Http.Json;
using Nusaloka.Api.Tests.Accounts.Sessions;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Realtime;

/// <summary>Whatever ends a session ends its connections, at every door.</summary>
[Collection(ApiCollection.Name)]
public sealed class SocketEndTests(ApiServer api)
{
    [Theory]
    [InlineData("ban")]
    [InlineData("role")]
    [InlineData("password")]
    [InlineData("logout-all")]
    public async Task Session_ThatEnds_EndsItsConnections(string how)
    {
        var here = await SignedIn.NewAsync(api);
        var elsewhere = await here.AgainAsync(api);
        await using var chat = await SocketClient.ConnectAsync(api.Address, $"/ws/chat?join=none&token={elsewhere.AccessToken}");
        await using var notifications = await SocketClient.ConnectAsync(api.Address, $"/ws/notification?token={elsewhere.AccessToken}");
        await using var hub = await RawHubClient.ConnectAsync(api.Address, elsewhere.AccessToken);
        await hub.NextAsync("unread");

        using var ended = await EndAsync(how, here);

        Assert.True(ended.IsSuccessStatusCode, await ended.Content.ReadAsStringAsync());
        Assert.Equal((4403, "session_ended"), await chat.EndAsync());
        Assert.Equal((4403, "session_ended"), await notifications.EndAsync());
        Assert.Equal("session_ended", (await hub.NextAsync("closing"))["payload"]!.Text("code"));
        await Eventually.TrueAsync("the hub ends it", () => hub.HasEnded);
    }

    private async Task<HttpResponseMessage> EndAsync(string how, SignedIn person)
    {
        using var admin = api.Staff();
        return how switch
        {
            "ban" => await admin.PostAsJsonAsync($"/api/v1/users/{person.Id}/ban", new { reason = "penipuan" }),
            "role" => await admin.PutAsJsonAsync($"/api/v1/users/{person.Id}/role", new { role = "officer" }),
            "password" => await person.Client.PutAsJsonAsync(
                "/api/v1/account/password", new { current_password = ApiServer.Password, new_password = "perahu pagi di Derawan" }),
            _ => await person.Client.PostAsync("/api/v1/auth/logout-all", null),
        };
    }
}

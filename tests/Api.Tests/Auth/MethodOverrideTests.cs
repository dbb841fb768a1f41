using System.Net;

namespace Nusaloka.Api.Tests.Auth;

/// <summary>A request is what its first line says, whatever headers and parameters say that some frameworks believe.</summary>
[Collection(ApiCollection.Name)]
public sealed class MethodOverrideTests(ApiServer api)
{
    [Theory]
    [InlineData("X-HTTP-Method-Override")]
    [InlineData("X-HTTP-Method")]
    [InlineData("X-Method-Override")]
    public async Task Get_ThatSaysDelete_IsAGet(string header)
    {
        var person = await api.RegisterAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/users/" + person.Id + "?_method=DELETE");
        request.Headers.Add(header, "DELETE");

        using var response = await person.Client.SendAsync(request);

        Assert.Equal(person.Id, (await response.BodyAsync()).Text("id"));
        Assert.Equal(person.Id, (await person.Client.GetJsonAsync("/api/v1/users/" + person.Id)).Text("id"));
    }

    [Fact]
    public async Task Post_ThatSaysDelete_IsNoRoute()
    {
        var person = await api.RegisterAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/users/" + person.Id) { Content = new StringContent("_method=DELETE") };
        request.Headers.Add("X-HTTP-Method-Override", "DELETE");

        using var response = await person.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(person.Id, (await person.Client.GetJsonAsync("/api/v1/users/" + person.Id)).Text("id"));
    }
}

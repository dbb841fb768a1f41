using System.Text.Json.Nodes;

namespace Nusaloka.Api.Tests.Accounts.Passkeys;

/// <summary>The passkey routes, as a client calls them.</summary>
internal static class PasskeyClient
{
    public const string Routes = "/api/v1/webauthn";

    /// <summary>The answer of a begin: the ceremony's id and the options for the browser.</summary>
    public static async Task<(string Ceremony, JsonNode PublicKey)> BeginAsync(this HttpClient client, string route, object body)
    {
        using var response = await client.SendJsonAsync(HttpMethod.Post, $"{Routes}/{route}/begin", body);
        var begun = await response.BodyAsync();
        return (begun.Text("ceremony_id"), begun["public_key"]!);
    }

    public static async Task<(string Ceremony, JsonNode PublicKey)> BeginRegistrationAsync(this Person person)
    {
        using var response = await person.Client.PostAsync(new Uri($"{Routes}/register/begin", UriKind.Relative), content: null);
        var begun = await response.BodyAsync();
        return (begun.Text("ceremony_id"), begun["public_key"]!);
    }

    public static Task<HttpResponseMessage> FinishRegistrationAsync(this Person person, string ceremony, JsonNode credential, string? name = null) =>
        person.Client.SendJsonAsync(
            HttpMethod.Post, $"{Routes}/register/finish", new JsonObject { ["ceremony_id"] = ceremony, ["credential"] = credential.DeepClone(), ["name"] = name });

    /// <summary>Adds the authenticator's passkey to the person's account.</summary>
    public static async Task<JsonNode> AddPasskeyAsync(
        this Person person, SoftAuthenticator authenticator, string? name = null, Func<AuthenticatorAnswer, AuthenticatorAnswer>? change = null)
    {
        var (ceremony, options) = await person.BeginRegistrationAsync();
        using var response = await person.FinishRegistrationAsync(ceremony, authenticator.Create(options, change), name);
        return await response.BodyAsync(201);
    }

    public static Task<HttpResponseMessage> FinishLoginAsync(this HttpClient client, string ceremony, JsonNode credential) => client.SendJsonAsync(
        HttpMethod.Post, $"{Routes}/login/finish", new JsonObject { ["ceremony_id"] = ceremony, ["credential"] = credential.DeepClone() });

    /// <summary>A whole sign-in; discoverable unless an e-mail address is given.</summary>
    public static async Task<HttpResponseMessage> LogInAsync(
        this HttpClient client, SoftAuthenticator authenticator, string accountId, string? email = null,
        Func<AuthenticatorAnswer, AuthenticatorAnswer>? change = null)
    {
        var (ceremony, options) = await client.BeginAsync("login", email is null ? new { } : new { email });
        return await client.FinishLoginAsync(ceremony, authenticator.Get(options, accountId, change));
    }
}

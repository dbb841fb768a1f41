using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Nusaloka.Scenarios.Client;

/// <summary>A program that the silos know, and that may do what people may not.</summary>
internal static class ServiceClient
{
    /// <summary>The header that carries its token.</summary>
    public const string Header = "X-Service-Token";

    private const string Id = "scenario";
    private const string Secret = "the secret of the scenario's program";

    /// <summary>What tells the silos of the program.</summary>
    public static (string Name, string Value) Setting => (
        "NUSALOKA_SERVICE_CLIENTS__" + Id, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Secret))));

    /// <summary>What tells them what it may do.</summary>
    public static (string Name, string Value) Scopes => (
        "NUSALOKA_SERVICE_SCOPES__" + Id, "accounts accounts.manage records money limits invoices reconciliation sync");

    /// <summary>Signs in.</summary>
    public static async Task<string> TokenAsync(HttpClient http)
    {
        using var signedIn = await http.PostAsJsonAsync(
            new Uri("/api/v1/auth/service-token", UriKind.Relative), new { client_id = Id, client_secret = Secret });
        var body = await signedIn.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return body.GetProperty("access_token").GetString() ?? "";
    }
}

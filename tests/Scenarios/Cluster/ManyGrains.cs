using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>Calls many account grains through the API, as a program with a service token. That nobody has these accounts does not matter.</summary>
internal sealed class ManyGrains : IDisposable
{
    private const string ClientId = "scenario";
    private const string ClientSecret = "the secret of the scenario's program";
    private const int AtOnce = 8;

    private readonly HttpClient _http;
    private readonly int _count;

    public ManyGrains(Uri api, int count)
    {
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = api };
        _count = count;
    }

    /// <summary>What tells the silos of the program.</summary>
    public static (string Name, string Value) Setting => (
        "NUSALOKA_SERVICE_CLIENTS__" + ClientId, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ClientSecret))));

    /// <summary>Calls each grain once.</summary>
    public async Task TouchAsync()
    {
        using var signedIn = await _http.PostAsJsonAsync(
            new Uri("/api/v1/auth/service-token", UriKind.Relative), new { client_id = ClientId, client_secret = ClientSecret });
        var token = (await signedIn.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        await Parallel.ForAsync(0, _count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, stop) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"/api/v1/internal/users/nobody-{i}"));
            request.Headers.Add("X-Service-Token", token);
            using var answer = await _http.SendAsync(request, stop);
            if (answer.StatusCode != HttpStatusCode.NotFound)
                throw new InvalidOperationException($"{request.RequestUri} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(stop)}");
        });
    }

    public void Dispose() => _http.Dispose();
}

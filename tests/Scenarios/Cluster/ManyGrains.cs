using System.Globalization;
using System.Net;
using Nusaloka.Scenarios.Client;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>Calls many account grains through the API, as a program with a service token. That nobody has these accounts does not matter.</summary>
internal sealed class ManyGrains : IDisposable
{
    private const int AtOnce = 8;

    private readonly HttpClient _http;
    private readonly int _count;

    public ManyGrains(Uri api, int count)
    {
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = api };
        _count = count;
    }

    /// <summary>Calls each grain once.</summary>
    public async Task TouchAsync()
    {
        var token = await ServiceClient.TokenAsync(_http);
        await Parallel.ForAsync(0, _count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, stop) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"/api/v1/internal/users/nobody-{i}"));
            request.Headers.Add(ServiceClient.Header, token);
            using var answer = await _http.SendAsync(request, stop);
            if (answer.StatusCode != HttpStatusCode.NotFound)
                throw new InvalidOperationException($"{request.RequestUri} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(stop)}");
        });
    }

    public void Dispose() => _http.Dispose();
}

using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Nusaloka.Scenarios.Harness;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>What a process answers at /status.</summary>
internal sealed record ClusterStatus(
    string Role, string Name, string State, [property: JsonPropertyName("view_version")] long ViewVersion, int Silos, Dictionary<string, int> Activations)
{
    /// <summary>Asks a process; null when it does not answer.</summary>
    public static async Task<ClusterStatus?> ReadAsync(NusalokaProcess process)
    {
        using var http = new HttpClient { BaseAddress = process.Address, Timeout = TimeSpan.FromSeconds(2) };
        try
        {
            return await http.GetFromJsonAsync<ClusterStatus>(new Uri("/status", UriKind.Relative), JsonSerializerOptions.Web);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    public override string ToString() => $"{Role} {Name} is {State} and sees {Silos} silos in view {ViewVersion}";
}

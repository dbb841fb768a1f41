using System.Globalization;
using Nusaloka.Scenarios.Load;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>What is kept of a scenario that went wrong, beside the tests' programs: the history of all requests and the logs.</summary>
/// <param name="name">The scenario.</param>
/// <param name="seed">What repeats its choices.</param>
/// <param name="cluster">Whose logs are kept.</param>
internal sealed class Evidence(string name, int seed, ClusterProcesses cluster)
{
    /// <summary>The history, once there is one.</summary>
    public RequestHistory? History { get; set; }

    /// <summary>Writes it down and tells where.</summary>
    public async Task<string> SaveAsync()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "failures", string.Create(CultureInfo.InvariantCulture, $"{name}-{seed}"));
        Directory.CreateDirectory(folder);
        if (History is { } history)
            await history.SaveAsync(Path.Combine(folder, "history.jsonl"), $"{name}, seed {seed}");
        foreach (var process in cluster.All)
            await File.WriteAllTextAsync(Path.Combine(folder, process.Name + ".log"), process.WholeLog());
        return $"History and logs: {folder}";
    }
}

using System.Globalization;
using System.Text.Json;

namespace Nusaloka.Scenarios.CommandLine;

/// <summary>A process as ./nusaloka status --json shows it.</summary>
/// <param name="Role">postgres, redis, silo or api.</param>
/// <param name="Name">What ./nusaloka calls it.</param>
/// <param name="Pid">Null when there is none.</param>
/// <param name="Address">Where it listens; null when it does not.</param>
/// <param name="State">stopped, dead, starting, ready or draining.</param>
internal sealed record ProcessStatus(string Role, string Name, string? Pid, string? Address, string State)
{
    /// <summary>The version of the cluster's view that it knows; null when it does not say.</summary>
    public long? ViewVersion { get; init; }

    /// <summary>The active silos that it knows of; null when it does not say.</summary>
    public int? Silos { get; init; }

    /// <summary>How many activations it has of each kind; null when it does not say.</summary>
    public IReadOnlyDictionary<string, int>? Activations { get; init; }

    /// <summary>Whether the process is still there. One that has ended but that its parent has not collected has no command line.</summary>
    public bool IsRunning
    {
        get
        {
            var commandLine = $"/proc/{Pid}/cmdline";
            return File.Exists(commandLine) && File.ReadAllText(commandLine).Length > 0;
        }
    }

    public static IReadOnlyList<ProcessStatus> Parse(string json) =>
        [.. JsonSerializer.Deserialize<JsonElement>(json).GetProperty("processes").EnumerateArray().Select(Read)];

    private static ProcessStatus Read(JsonElement process) => new(
        process.GetProperty("role").GetString() ?? "",
        process.GetProperty("name").GetString() ?? "",
        Number(process, "pid")?.ToString(CultureInfo.InvariantCulture),
        process.GetProperty("address").GetString(),
        process.GetProperty("state").GetString() ?? "")
    {
        ViewVersion = Number(process, "view_version"),
        Silos = (int?)Number(process, "silos"),
        Activations = process.TryGetProperty("activations", out var kinds) && kinds.ValueKind == JsonValueKind.Object
            ? kinds.EnumerateObject().ToDictionary(kind => kind.Name, kind => kind.Value.GetInt32(), StringComparer.Ordinal)
            : null,
    };

    private static long? Number(JsonElement process, string name) =>
        process.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;
}

namespace Nusaloka.Runtime.Tests.Placement;

/// <summary>Sees every activation of witness grains in this process, and remembers when there were two of one grain.</summary>
internal static class Witness
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, List<(string Silo, object Activation)>> Present = [];
    private static readonly Dictionary<string, List<string>> Seen = [];
    private static readonly HashSet<string> Dead = [];

    public static void Begin(string key, string silo, object activation)
    {
        lock (Gate)
        {
            // In one process a killed silo's threads run on for a moment.
            if (Dead.Contains(silo)) return;
            if (!Present.TryGetValue(key, out var present)) Present[key] = present = [];
            if (present.Count > 0)
            {
                if (!Seen.TryGetValue(key, out var overlaps)) Seen[key] = overlaps = [];
                overlaps.Add($"{key} began on {silo} while it was on {string.Join(", ", present.Select(other => other.Silo))}");
            }

            present.Add((silo, activation));
        }
    }

    public static void End(string key, object activation)
    {
        lock (Gate)
        {
            if (Present.TryGetValue(key, out var present)) present.RemoveAll(other => ReferenceEquals(other.Activation, activation));
        }
    }

    /// <summary>The silo is killed: its activations are nobody's any more, nor those that it begins before it has noticed.</summary>
    public static void Died(string silo)
    {
        lock (Gate)
        {
            Dead.Add(silo);
            foreach (var present in Present.Values) present.RemoveAll(activation => activation.Silo == silo);
        }
    }

    /// <summary>When there were two, of these grains.</summary>
    public static IReadOnlyList<string> OverlapsOf(IEnumerable<string> keys)
    {
        lock (Gate) return [.. keys.SelectMany(key => Seen.GetValueOrDefault(key, []))];
    }
}

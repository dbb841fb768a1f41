namespace Nusaloka.Scenarios.Cluster;

/// <summary>One writer: each write of a grain's state is made on the version before it, and makes the next.</summary>
internal static class VersionChecker
{
    /// <summary>What is wrong, one sentence each; empty when nothing is.</summary>
    /// <param name="writes">In the order of their commits.</param>
    public static IReadOnlyList<string> Check(IReadOnlyList<StateWrite> writes) =>
        [.. writes.GroupBy(write => (write.Kind, write.Id)).SelectMany(grain => Grain($"{grain.Key.Kind}/{grain.Key.Id}", grain))];

    private static IEnumerable<string> Grain(string grain, IEnumerable<StateWrite> writes)
    {
        StateWrite? last = null;
        foreach (var write in writes)
        {
            if (write.After is not { } after)
                yield return $"{grain}: the state was deleted; cleared states keep their row, so that no version comes twice.";
            else if (after != (write.Before ?? 0) + 1)
                yield return $"{grain}: version {after} was written over {write.Before?.ToString() ?? "nothing"}.";

            if (last is not null && write.Before != last.After)
                yield return $"{grain}: version {write.After} was written over {write.Before?.ToString() ?? "nothing"} by connection {write.Connection}, after {last.After} was written by connection {last.Connection}.";
            last = write;
        }
    }
}

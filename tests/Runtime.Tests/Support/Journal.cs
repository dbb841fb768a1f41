using System.Collections.Concurrent;

namespace Nusaloka.Runtime.Tests.Support;

/// <summary>What grains did, in order, by a name that the test chose.</summary>
public static class Journal
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> All = new();

    public static void Write(string name, string entry) => All.GetOrAdd(name, _ => new()).Enqueue(entry);

    public static IReadOnlyList<string> Of(string name) => All.TryGetValue(name, out var entries) ? [.. entries] : [];

    public static Task UntilAsync(string name, string entry) => Patience.UntilAsync(() => Of(name).Contains(entry), $"'{entry}' in the journal of {name}");
}

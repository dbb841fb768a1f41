using System.Collections.Concurrent;
using Nusaloka.Testing;

namespace Nusaloka.Runtime.Tests.Testing;

/// <summary>What grains did, in order, by a name that the test chose.</summary>
public static class Journal
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> All = new();

    public static void Write(string name, string entry) => All.GetOrAdd(name, _ => new()).Enqueue(entry);

    public static IReadOnlyList<string> Of(string name) => All.TryGetValue(name, out var entries) ? [.. entries] : [];

    public static Task UntilAsync(string name, string entry) => Eventually.TrueAsync($"'{entry}' in the journal of {name}", () => Of(name).Contains(entry));
}

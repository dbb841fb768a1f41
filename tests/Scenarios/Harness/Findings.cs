namespace Nusaloka.Scenarios.Harness;

/// <summary>What a checker found wrong.</summary>
internal static class Findings
{
    private const int Shown = 20;

    /// <summary>Fails with the findings in full sentences, when there are any.</summary>
    public static void AssertNone(IEnumerable<string> findings)
    {
        var all = findings.ToArray();
        Assert.True(all.Length == 0, $"{all.Length} findings:\n{string.Join('\n', all.Take(Shown))}");
    }
}

namespace Nusaloka.Bench.Measuring;

/// <summary>One benchmark.</summary>
internal interface IBench
{
    /// <summary>What it is called on the command line.</summary>
    string Name { get; }

    /// <summary>Measures, and checks the invariants of what it measured.</summary>
    /// <exception cref="InvariantBrokenException">What was measured was wrong.</exception>
    IAsyncEnumerable<BenchRow> RunAsync(BenchContext context);
}

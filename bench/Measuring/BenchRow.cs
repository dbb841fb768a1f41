namespace Nusaloka.Bench.Measuring;

/// <summary>One line of a benchmark's result. Printed as JSON with these names in snake_case.</summary>
/// <param name="Bench">The benchmark.</param>
/// <param name="Work">What was done, with its size.</param>
/// <param name="Unit">Of the two values.</param>
/// <param name="Value">Ours: the median of the rounds.</param>
/// <param name="Baseline">What it is compared with.</param>
/// <param name="BaselineValue">The baseline's median of the rounds, which alternate with ours.</param>
/// <param name="Ratio">Ours divided by the baseline's.</param>
/// <param name="P50Ms">Half of our calls took at most this, in milliseconds.</param>
/// <param name="P99Ms">99 of 100 of our calls took at most this, in milliseconds.</param>
/// <param name="MaxMs">The slowest of our calls, in milliseconds.</param>
internal sealed record BenchRow(
    string Bench, string Work, string Unit, double Value, string Baseline, double BaselineValue, double Ratio, double P50Ms, double P99Ms,
    double MaxMs)
{
    /// <summary>What the machine's host kept from it since the row before, in percent of all its processors' time, see <see cref="StealClock"/>; null where it cannot be known.</summary>
    public double? StealPercent { get; init; }
}

using System.Globalization;
using System.Security.Cryptography;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Harness;

/// <summary>The seed of a scenario's random choices: drawn, or given to repeat a run. It is printed with every failure.</summary>
internal static class Seed
{
    private const string Variable = "NUSALOKA_SEED";

    public static Random Draw(ITestOutputHelper output) => Draw(output, out _);

    /// <summary>The same, and the number itself.</summary>
    public static Random Draw(ITestOutputHelper output, out int seed)
    {
        seed = int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? given
            : RandomNumberGenerator.GetInt32(int.MaxValue);
        output.WriteLine($"Seed {seed}. The same choices again: {Variable}={seed} ./nusaloka test FILTER");
        return new Random(seed);
    }
}

using System.Globalization;
using System.Security.Cryptography;
using Xunit.Abstractions;

namespace Nusaloka.Persistence.Tests;

/// <summary>The seed of a test's random choices: drawn, or given to repeat them. It is printed with every failure.</summary>
internal static class Seed
{
    private const string Variable = "NUSALOKA_SEED";

    public static int Draw(ITestOutputHelper output)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? given
            : RandomNumberGenerator.GetInt32(int.MaxValue);
        output.WriteLine($"Seed {seed}. The same choices again: {Variable}={seed} ./nusaloka test FILTER");
        return seed;
    }
}

using Nusaloka.Grains.Search;

namespace Nusaloka.Grains.Tests.Search;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("gili meno", "gili meno", 0, 0)]
    [InlineData("gili mneo", "gili meno", 1, 1)]
    [InlineData("ili meno", "gili meno", 1, 1)]
    [InlineData("gili", "gili meno", 3, 0)]
    [InlineData("gilo m", "gili meno", 3, 1)]
    [InlineData("ca", "abc", 3, 1)]
    [InlineData("", "abc", 3, 0)]
    [InlineData("bromo", "semeru", 3, 3)]
    public void Measure_KnownPairs_IsAsCounted(string typed, string name, int whole, int beginning) =>
        Assert.Equal((whole, beginning), EditDistance.Measure(typed, name, 2));

    [Fact]
    public void Measure_RandomPairs_IsAsThePlainDefinitionSays()
    {
        var random = new Random(7);
        for (var i = 0; i < 5_000; i++)
        {
            var (typed, name, most) = (Text(random), Text(random), random.Next(1, 4));

            var (whole, beginning) = EditDistance.Measure(typed, name, most);

            var ends = Enumerable.Range(0, name.Length + 1).Select(length => Math.Min(Plain(typed, name[..length]), most + 1)).ToArray();
            Assert.True((ends[^1], ends.Min()) == (whole, beginning), $"'{typed}' to '{name}' within {most}: {whole}, {beginning}, not {ends[^1]}, {ends.Min()}");
        }
    }

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => "abc"[random.Next(3)]));

    /// <summary>The definition of the optimal string alignment distance, letter by letter from the end.</summary>
    private static int Plain(string one, string other)
    {
        var table = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }

                var cost = one[i - 1] == other[j - 1] ? 0 : 1;
                table[i, j] = Math.Min(table[i - 1, j - 1] + cost, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        }

        return table[one.Length, other.Length];
    }
}

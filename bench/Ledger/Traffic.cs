namespace Nusaloka.Bench.Ledger;

/// <summary>Who pays whom: pairs of different accounts, drawn beforehand so that drawing costs nothing while time is taken.</summary>
internal sealed class Traffic
{
    /// <summary>How many pairs are drawn; then they repeat.</summary>
    private const int PairCount = 1 << 20;

    private readonly (int From, int To)[] _pairs = new (int From, int To)[PairCount];
    private long _next;

    private Traffic(string name, int seed, Func<Random, int> payer, Func<Random, int> receiver)
    {
        Name = name;
        var random = new Random(seed);
        for (var i = 0; i < PairCount; i++)
        {
            int from, to;
            do (from, to) = (payer(random), receiver(random));
            while (from == to);
            _pairs[i] = (from, to);
        }
    }

    /// <summary>What it is called in rows.</summary>
    public string Name { get; }

    /// <summary>All that is measured.</summary>
    public static IReadOnlyList<Traffic> All(int accounts) => [Uniform(accounts), Zipf(accounts), Hot(accounts)];

    /// <summary>Every account as often as every other.</summary>
    private static Traffic Uniform(int accounts) => new("uniform", seed: 1, random => random.Next(accounts), random => random.Next(accounts));

    /// <summary>Zipf with exponent 1: the account of rank k is drawn 1/k as often as the first.</summary>
    private static Traffic Zipf(int accounts)
    {
        var cumulated = new double[accounts];
        var sum = 0.0;
        for (var k = 0; k < accounts; k++)
            cumulated[k] = sum += 1.0 / (k + 1);
        int Draw(Random random)
        {
            var found = Array.BinarySearch(cumulated, random.NextDouble() * sum);
            return Math.Min(found < 0 ? ~found : found, accounts - 1);
        }

        return new Traffic("Zipf 1.0", seed: 2, Draw, Draw);
    }

    /// <summary>70 of 100 transfers go to one account, as to a shop that everybody pays; the others are uniform.</summary>
    private static Traffic Hot(int accounts) =>
        new("70% to one", seed: 3, random => random.Next(accounts), random => random.Next(10) < 7 ? 0 : random.Next(accounts));

    public (int From, int To) Next() => _pairs[Interlocked.Increment(ref _next) & (PairCount - 1)];
}

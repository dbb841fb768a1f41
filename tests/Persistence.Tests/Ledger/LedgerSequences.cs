using FsCheck;
using FsCheck.Fluent;

namespace Nusaloka.Persistence.Tests.Ledger;

/// <summary>Random sequences of steps, in rounds; what fails is printed with the seed that repeats it, and made as small as it still fails.</summary>
internal static class LedgerSequences
{
    private static readonly Gen<LedgerStep> Step =
        from verb in Gen.Choose(0, 99)
        from @from in Gen.Choose(0, 99)
        from to in Gen.Choose(0, 99)
        from amount in Gen.Choose(1, 500)
        from pick in Gen.Choose(0, 99)
        from odd in Gen.Choose(0, 19)
        select new LedgerStep(verb, @from, to, amount, pick, odd);

    /// <summary>The limits of wallets that have some.</summary>
    public static readonly ModelLimits Limits = new(BalanceCap: 1_500, MonthlyIncoming: 3_000, DailyOutgoing: 1_000);

    public static readonly Arbitrary<LedgerStep[][]> Rounds = FsCheck.Fluent.Arb.From(
        from count in Gen.Choose(1, 6)
        from rounds in Gen.ArrayOf(from steps in Gen.Choose(1, 12) from round in Gen.ArrayOf(Step, steps) select round, count)
        select rounds,
        Shrink);

    /// <summary>The same, to be done one by one or a round at a time.</summary>
    public static Arbitrary<LedgerSequence> Sequences(bool oneByOne) => FsCheck.Fluent.Arb.From(
        from rounds in Rounds.Generator select new LedgerSequence(oneByOne, rounds),
        static sequence => Shrink(sequence.Rounds).Select(rounds => sequence with { Rounds = rounds }));

    /// <summary>So many sequences, all drawn from one seed.</summary>
    public static Config Config(int sequences, int atOnce, int seed) => FsCheck.Config.QuickThrowOnFailure.WithMaxTest(sequences)
        .WithReplay(new Replay(new Rnd((ulong)seed), null))
        .WithParallelRunConfig(Microsoft.FSharp.Core.FSharpOption<ParallelRunConfig>.Some(new ParallelRunConfig(atOnce)));

    private static IEnumerable<LedgerStep[][]> Shrink(LedgerStep[][] rounds)
    {
        for (var i = 0; i < rounds.Length; i++)
            yield return [.. rounds[..i], .. rounds[(i + 1)..]];
        for (var i = 0; i < rounds.Length; i++)
        {
            for (var j = 0; j < rounds[i].Length; j++)
                yield return [.. rounds[..i], [.. rounds[i][..j], .. rounds[i][(j + 1)..]], .. rounds[(i + 1)..]];
        }
    }
}

/// <summary>A random sequence of the ledger's test.</summary>
/// <param name="OneByOne">Whether its operations are sent one by one, with a look at the tables after each.</param>
/// <param name="Rounds">What is done.</param>
internal sealed record LedgerSequence(bool OneByOne, LedgerStep[][] Rounds)
{
    public override string ToString() =>
        $"{(OneByOne ? "one by one" : "round by round")}:\n{string.Join('\n', Rounds.Select(static round => string.Join(", ", round.Select(static step => $"{step}"))))}";
}

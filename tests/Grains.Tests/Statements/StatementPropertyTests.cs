using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Nusaloka.Grains.Statements;
using Nusaloka.Statements;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Statements;

/// <summary>What holds for statements over any part of any history, judged by a plain list of the same entries.</summary>
public sealed class StatementPropertyTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private static readonly DateTimeOffset Start = new(2020, 12, 15, 0, 0, 0, TimeSpan.Zero);
    private static int _wallets;

    /// <summary>Amounts of which no prefix falls below zero, at times that do not fall and often are the same.</summary>
    private static Gen<WrittenLine[]> Histories { get; } =
        from moves in Gen.ArrayOf(
            from amount in Gen.Choose(-5_000, 5_000)
            from minutes in Gen.Frequency((2, Gen.Constant(0)), (5, Gen.Choose(0, 600)), (1, Gen.Choose(0, 60 * 24 * 20)))
            from microseconds in Gen.Elements(0, 0, 1, 999_999)
            from kind in Gen.Choose(0, 12)
            select (Amount: amount == 0 ? 1 : amount, Step: TimeSpan.FromMinutes(minutes) + TimeSpan.FromMicroseconds(microseconds), Kind: (short)kind))
        select Settle(moves);

    [Fact]
    public void Read_AnyRangeInAnyPages_IsTheListsOwnPart() => Check(120, async (wallet, history, seed) =>
    {
        var random = new Random(seed);
        for (var i = 0; i < 4; i++)
        {
            var (from, to) = RangeOf(history, random);
            var statement = await ReadAllAsync(wallet, from, to, random.Next(1, 8));

            var inside = history.Where(line => line.At >= from && line.At < to).ToArray();
            Assert.Equal(inside.Select(static line => (line.At, line.Amount)), statement.Entries.Select(static entry => (entry.CreatedAt, entry.Amount.Units)));
            Assert.Equal(history.Where(line => line.At < from).Sum(static line => line.Amount), statement.Opening);
            Assert.Equal(history.Where(line => line.At < to).Sum(static line => line.Amount), statement.Closing);
            Assert.Equal(statement.Closing, statement.Opening + statement.Entries.Sum(static entry => entry.Amount.Units));
            var balance = statement.Opening;
            Assert.All(statement.Entries, entry => Assert.Equal(balance += entry.Amount.Units, entry.BalanceAfter.Units));
        }
    });

    [Fact]
    public void Read_RangesThatMeet_CloseWhereTheNextOpens() => Check(80, async (wallet, history, seed) =>
    {
        var random = new Random(seed);
        var cuts = Enumerable.Range(0, 5).Select(_ => CutOf(history, random)).Append(Start).Append(Start.AddYears(2)).Distinct().Order().ToArray();

        var parts = await Task.WhenAll(cuts.Zip(cuts.Skip(1), (from, to) => ReadAllAsync(wallet, from, to, 7)));

        Assert.All(parts.Zip(parts.Skip(1)), static pair => Assert.Equal(pair.First.Closing, pair.Second.Opening));
        Assert.Equal(Enumerable.Range(1, history.Length).Select(static i => (long)i), parts.SelectMany(static part => part.Entries).Select(static entry => entry.Sequence));
    });

    [Fact]
    public void Read_ARangeWithoutEntries_OpensAsItCloses() => Check(60, async (wallet, history, seed) =>
    {
        var random = new Random(seed);
        var from = CutOf(history, random).AddTicks(TimeSpan.TicksPerMicrosecond);
        var next = history.Select(static line => line.At).Where(at => at >= from).DefaultIfEmpty(from.AddYears(1)).Min();
        if (next == from)
            return;

        var statement = await ReadAllAsync(wallet, from, next, 5);

        Assert.Empty(statement.Entries);
        Assert.Equal((statement.Opening, true), (statement.Closing, statement.IsFinal));
    });

    private static WrittenLine[] Settle((int Amount, TimeSpan Step, short Kind)[] moves)
    {
        var (balance, at) = (0L, Start);
        return [.. moves.Select((move, i) =>
        {
            var amount = balance + move.Amount < 0 ? -move.Amount : move.Amount;
            (balance, at) = (balance + amount, at + move.Step);
            return new WrittenLine(at, amount, i.ToString(CultureInfo.InvariantCulture), move.Kind);
        })];
    }

    /// <summary>Mostly right at an entry, right before or right behind it: that is where ranges go wrong.</summary>
    private static DateTimeOffset CutOf(WrittenLine[] history, Random random) => history.Length == 0 || random.Next(5) == 0
        ? Start.AddMinutes(random.Next(60 * 24 * 60))
        : history[random.Next(history.Length)].At.AddTicks(TimeSpan.TicksPerMicrosecond * random.Next(-1, 2));

    private static (DateTimeOffset From, DateTimeOffset To) RangeOf(WrittenLine[] history, Random random)
    {
        var (one, other) = (CutOf(history, random), CutOf(history, random));
        return one < other ? (one, other) : one > other ? (other, one) : (one, one.AddTicks(TimeSpan.TicksPerMicrosecond));
    }

    private void Check(int histories, Func<string, WrittenLine[], int, Task> property) => FsCheck.Fluent.Prop.ForAll(
        (from history in Histories from seed in Gen.Choose(0, int.MaxValue) select (History: history, Seed: seed)).ToArbitrary(),
        async sample =>
        {
            var wallet = $"wallet-{Interlocked.Increment(ref _wallets)}";
            await database.WriteHistoryAsync(wallet, sample.History);
            await property(wallet, sample.History, sample.Seed);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(histories).WithEndSize(60));

    private async Task<(long Opening, long Closing, bool IsFinal, List<StatementEntry> Entries)> ReadAllAsync(
        string wallet, DateTimeOffset from, DateTimeOffset to, int limit)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        var entries = new List<StatementEntry>();
        var page = await ReadAsync(null);
        var first = page;
        entries.AddRange(page.Entries.Items);
        while (page.Entries.NextCursor is { } cursor)
        {
            page = await ReadAsync(cursor);
            Assert.InRange(page.Entries.Items.Length, 1, limit);
            entries.AddRange(page.Entries.Items);
        }

        Assert.Equal(first.EntryCount, entries.Count);
        return (first.OpeningBalance.Units, first.ClosingBalance.Units, first.IsFinal, entries);

        async Task<Statement> ReadAsync(string? text)
        {
            Assert.True(StatementCursor.TryDecode(text, out var cursor));
            return await StatementQueries.ReadAsync(connection, new StatementQuery(wallet, from, to, limit, text), cursor, default)
                ?? throw new InvalidOperationException($"No wallet {wallet}.");
        }
    }
}

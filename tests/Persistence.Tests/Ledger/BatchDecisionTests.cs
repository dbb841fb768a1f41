using FsCheck;
using FsCheck.Fluent;
using Nusaloka.Persistence.Ledger;
using Xunit.Abstractions;

namespace Nusaloka.Persistence.Tests.Ledger;

/// <summary>
/// The decision beside its model, without a database: the same random operations, a round of them in one batch, must have the same answers
/// and leave the same accounts, also when days and months begin between batches and when one batch has repeats of its own operations.
/// </summary>
public sealed class BatchDecisionTests(ITestOutputHelper output)
{
    private const int Sequences = 20_000;
    private const int Wallets = 4;
    private const short Tier = 9;

    private int _sequences;
    private int _transfers;
    private int _repeats;
    private readonly int[] _states = new int[Enum.GetValues<HoldState>().Length];

    [Fact]
    public void Batches_RandomSequences_AnswerAsTheModel()
    {
        FsCheck.Fluent.Prop.ForAll(LedgerSequences.Rounds, rounds => Run($"s{Interlocked.Increment(ref _sequences)}", rounds))
            .Check(LedgerSequences.Config(Sequences, atOnce: 2, Seed.Draw(output)));

        // Sequences in which nothing happens would prove nothing.
        Assert.InRange(_transfers, 3 * Sequences, int.MaxValue);
        Assert.InRange(_repeats, Sequences / 4, int.MaxValue);
        Assert.All(_states, static count => Assert.InRange(count, Sequences / 20, int.MaxValue));
    }

    [Fact]
    public void Batch_OfRefusals_ReliesOnWhatItHasRead()
    {
        var ledger = Opened(out var codes);
        var facts = new BatchFacts
        {
            Operations = [Transfer(codes[1], codes[2], 5)],
            Debits = [ledger.Accounts[codes[1]]],
            Credits = [ledger.Accounts[codes[2]]],
            Accounts = [ledger.Accounts[codes[1]], ledger.Accounts[codes[2]]],
            Limits = new TierLimits(),
            At = Start,
        };

        var decision = BatchDecision.Of(facts);

        Assert.Equal(PostingOutcome.Insufficient, Assert.Single(decision.Results).Outcome);
        Assert.All(facts.Accounts, static account => Assert.Equal(AccountUse.Relied, account.Use));
        Assert.Equal([facts.Operations[0].Id], decision.NoTransfers);
        Assert.Equal([facts.Operations[0].Id], decision.NoHolds);
        Assert.Empty(decision.Transfers);
    }

    [Fact]
    public void Day_ThatBegins_IsThatOfWesternIndonesia()
    {
        Assert.Equal(new DateOnly(2026, 1, 31), LedgerRules.DayOf(new DateTime(2026, 1, 31, 16, 59, 59, 999, DateTimeKind.Utc)));
        Assert.Equal(new DateOnly(2026, 2, 1), LedgerRules.DayOf(new DateTime(2026, 1, 31, 17, 0, 0, DateTimeKind.Utc)));
    }

    private static readonly DateTime Start = new(2026, 1, 31, 5, 0, 0, DateTimeKind.Utc);

    private void Run(string sequence, LedgerStep[][] rounds)
    {
        var (ledger, model) = (Opened(out var codes, sequence), new LedgerModel());
        for (var i = 0; i < codes.Length - 1; i++)
            model.Open(codes[i], hasFloor: i > 0, i > 0 && i % 2 == 1 ? LedgerSequences.Limits : null);

        var (sent, place, at) = (new List<LedgerOperation>(), 0, Start);
        foreach (var round in rounds)
        {
            var operations = new LedgerOperation[round.Length];
            for (var i = 0; i < round.Length; i++)
            {
                operations[i] = round[i].ToOperation(place++, codes, model, sent);
                if (operations[i].Verb is not (LedgerVerb.Claim or LedgerVerb.Expire) && sent.All(earlier => (earlier.Verb, earlier.Id) != (operations[i].Verb, operations[i].Id)))
                    sent.Add(operations[i]);
            }

            // Half of the rounds begin on another day, and that is in February.
            at += TimeSpan.FromHours(12);
            model.BeginDay(LedgerRules.DayOf(at));
            var answers = ledger.Commit(operations, at);
            Assert.Equal(operations.Zip(operations.Select(model.Do)), operations.Zip(answers.Select(static answer => answer with { CreatedAt = default })));
            model.LetTimePass();
        }

        AssertSameAccounts(model, ledger);
        Count(ledger);
    }

    private static void AssertSameAccounts(LedgerModel model, DecidedLedger ledger)
    {
        foreach (var (code, account) in model.Accounts)
        {
            var stored = ledger.Accounts[code].Stored;
            Assert.Equal(
                (code, account.Balance, account.Held, account.Spender, account.Credits),
                (code, stored.Balance, stored.Held, stored.Spender, stored.Received));
            Assert.Equal(account.DaySpent, stored.Day == model.Today ? stored.DaySpent : 0);
            Assert.Equal(account.MonthReceived, (stored.Month.Year, stored.Month.Month) == (model.Today.Year, model.Today.Month) ? stored.MonthReceived : 0);
        }
    }

    private void Count(DecidedLedger ledger)
    {
        Interlocked.Add(ref _transfers, ledger.Transfers);
        Interlocked.Add(ref _repeats, ledger.Repeats);
        foreach (var state in ledger.HoldStates)
            Interlocked.Increment(ref _states[(int)state]);
    }

    /// <summary>A source of money, wallets of which every other has limits, and the name of an account that was never opened.</summary>
    private static DecidedLedger Opened(out string[] codes, string sequence = "s")
    {
        codes = [$"system:{sequence}", .. Enumerable.Range(0, Wallets).Select(i => LedgerAccountCode.Wallet($"{sequence}-{i}")), LedgerAccountCode.Wallet("nobody")];
        var ledger = new DecidedLedger(Tier, LedgerSequences.Limits);
        for (var i = 0; i < codes.Length - 1; i++)
            ledger.Open(codes[i], hasFloor: i > 0, i > 0 && i % 2 == 1 ? Tier : null);
        return ledger;
    }

    private static LedgerOperation Transfer(string from, string to, long amount) => LedgerOperation.Post(new LedgerPosting(
        Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), 0, from, to, Money.Rupiah(amount), "", null, "request", null));
}

using Nusaloka.Persistence.Ledger;
using Nusaloka.Testing;

namespace Nusaloka.Persistence.Tests.Ledger;

/// <summary>
/// The ledger beside its model: the same random operations, many at once, must have the same answers in the order in which they were
/// sent, and leave the same accounts.
/// </summary>
public sealed class LedgerModelTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const int Sequences = 100;

    private static readonly string[] Wallets = [.. Enumerable.Range(0, 5).Select(i => LedgerAccountCode.Wallet($"w{i}"))];
    private static readonly DateTimeOffset Later = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Operations_RandomSequences_AnswerAsTheModel()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("NUSALOKA_SEED"), out var given) ? given : Random.Shared.Next();
        for (var sequence = 0; sequence < Sequences; sequence++)
        {
            var random = new Random(unchecked(seed + sequence));
            await database.ExecuteAsync("truncate ledger_entry, ledger_transfer, ledger_hold; delete from ledger_account where code like 'wallet:%'; " +
                "update ledger_account set balance = 0, held = 0, entry_count = 0, received = 0, spender = 0");
            await using var host = new PersistenceHost(database, options => options.MaxBatchSize = random.Next(1, 40));
            try
            {
                await RunAsync((PostgresLedger)host.Get<ILedger>(), random);
                await LedgerInvariants.CheckAsync(database);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Sequence {sequence} of seed {seed} (NUSALOKA_SEED={seed} repeats it): {exception.Message}", exception);
            }
        }
    }

    private static async Task RunAsync(PostgresLedger ledger, Random random)
    {
        var model = new LedgerModel();
        foreach (var wallet in Wallets)
        {
            await ledger.OpenWalletAsync(wallet, Currency.Idr, tier: null, CancellationToken.None);
            model.Open(wallet, hasFloor: true);
        }

        model.Open(LedgerAccountCode.Adjustment, hasFloor: false);
        model.Open(LedgerAccountCode.CashOut, hasFloor: false);

        var sent = new List<LedgerOperation>();
        for (var round = 0; round < 6; round++)
        {
            // A repeat beside its first is done after it, but perhaps also after others; so only what is answered is repeated, once a
            // round, and a hold is used once a round.
            var earlier = new Queue<LedgerOperation>(sent.OrderBy(_ => random.Next()).DistinctBy(operation => operation.HoldId ?? operation.Id));
            var holds = new Queue<Guid>(model.Holds.Keys.OrderBy(_ => random.Next()));
            var used = new HashSet<Guid>();
            var operations = Enumerable.Range(0, random.Next(1, 50)).Select(_ => Next(random, model, earlier, holds))
                .Where(operation => operation.Verb == "claim" || used.Add(operation.HoldId ?? operation.Id)).ToList();
            sent = [.. sent.Concat(operations.Where(operation => operation.Verb != "claim" && operation.Verb != "expire")).DistinctBy(operation => operation.Id)];

            var answers = operations.Select(ledger.CommitAsync).ToList();
            var expected = operations.Select(model.Do).ToList();
            for (var i = 0; i < operations.Count; i++)
            {
                var answer = await answers[i];
                if (answer.Outcome is PostingOutcome.Posted or PostingOutcome.Replayed)
                    Assert.NotEqual(default, answer.CreatedAt);
                Assert.Equal((operations[i], expected[i]), (operations[i], answer with { CreatedAt = default }));
            }
        }

        foreach (var (code, account) in model.Accounts)
        {
            var stored = await ledger.FindAccountAsync(code, CancellationToken.None);
            Assert.Equal((account.Balance, account.Available, account.Spender), (stored!.Balance.Units, stored.Available.Units, stored.Spender));
        }
    }

    // Mostly what wallets do; sometimes a repeat, an id with another request, somebody else, or an account or hold that is not there.
    private static LedgerOperation Next(Random random, LedgerModel model, Queue<LedgerOperation> earlier, Queue<Guid> holds)
    {
        if (random.Next(6) == 0 && earlier.TryDequeue(out var again))
            return random.Next(3) == 0 ? again with { Fingerprint = "another request" } : again;

        var id = NewId(random);
        var debit = random.Next(4) == 0 ? LedgerAccountCode.Adjustment : Pick(random);
        var amount = Money.Rupiah(random.Next(1, 500));
        long? spender = !debit.StartsWith("wallet:", StringComparison.Ordinal) || random.Next(2) == 0
            ? null
            : (model.Accounts.GetValueOrDefault(debit)?.Spender ?? 0) + (random.Next(5) == 0 ? 1 : 0);
        var verb = random.Next(10);
        if (verb == 0)
            return LedgerOperation.Claim(debit, Currency.Idr, spender ?? 0, random.NextInt64(1, long.MaxValue));

        string credit;
        do credit = random.Next(8) == 0 ? LedgerAccountCode.CashOut : Pick(random);
        while (credit == debit);
        if (verb is 1 or 2)
            return LedgerOperation.Hold(new LedgerHold(id, 1, debit, credit, amount, "", Later, $"request {id}", null));

        var posting = new LedgerPosting(id, 1, debit, credit, amount, "", null, $"request {id}", spender);
        if (verb > 5)
            return LedgerOperation.Post(posting);

        var hold = random.Next(10) > 0 && holds.TryDequeue(out var known) ? known : NewId(random);
        var stored = random.Next(10) > 0 ? model.Holds.GetValueOrDefault(hold) : null;
        var owner = stored?.Code ?? debit;
        credit = random.Next(10) > 0 ? stored?.PayeeCode ?? credit : credit;
        if (owner == credit)
            return LedgerOperation.Post(posting);
        return verb switch
        {
            3 => LedgerOperation.Void(id, hold, owner, Currency.Idr),
            4 => LedgerOperation.Expire(hold, owner, Currency.Idr),
            _ => LedgerOperation.Post(posting with { DebitCode = owner, Spender = null }, hold),
        };
    }

    private static Guid NewId(Random random) => new([.. Enumerable.Range(0, 16).Select(_ => (byte)random.Next(256))]);

    private static string Pick(Random random) => random.Next(20) == 0 ? LedgerAccountCode.Wallet("nobody") : Wallets[random.Next(Wallets.Length)];
}

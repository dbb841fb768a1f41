using Npgsql;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Persistence.Tests.Ledger;

public sealed class LedgerGroupCommitTests(PostgresDatabase database, ITestOutputHelper output) : IClassFixture<PostgresDatabase>
{
    private const int Wallets = 20;
    private const int Held = 100;

    /// <summary>When the hold of a race ends, and who comes first.</summary>
    private enum Race
    {
        /// <summary>It had expired before: that wins.</summary>
        LongOver,

        /// <summary>It lasts, and all are sent by one process, in this order.</summary>
        VoidFirst,

        /// <summary>It lasts, and all are sent by one process, in this order.</summary>
        CaptureFirst,

        /// <summary>It lasts, and two processes send what they send: one of those who capture or void.</summary>
        Lasting,

        /// <summary>It ends while they are at it: any.</summary>
        Ending,
    }

    [Fact]
    public async Task Post_ManyAtOnce_TakesFewerTransactionsThanTransfers()
    {
        await using var host = new PersistenceHost(database);
        var prefix = await FundAsync(host, "few");

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => host.Get<ILedger>().PostAsync(Transfer(prefix, i, i + 1))));

        Assert.InRange(await database.ScalarAsync<long>($"select count(distinct xmin::text) from ledger_transfer where description = '{prefix}'"), 1, 100);
        await LedgerInvariants.CheckAsync(database);
    }

    [Fact]
    public async Task Post_OnePoisonousAmongAHundred_FailsAlone()
    {
        await using var host = new PersistenceHost(database);
        var prefix = await FundAsync(host, "poison");

        // PostgreSQL has no text with a NUL character.
        var answers = Enumerable.Range(0, 100)
            .Select(i => host.Get<ILedger>().PostAsync(Transfer(prefix, i, i + 1) with { Reference = i == 42 ? "\0" : "fine" })).ToArray();
        await Task.WhenAll(answers).ContinueWith(static _ => { }, TaskScheduler.Default);

        Assert.Equal([42], Enumerable.Range(0, 100).Where(i => answers[i].IsFaulted));
        Assert.Equal(PostgresErrorCodes.CharacterNotInRepertoire, Assert.IsType<PostgresException>(answers[42].Exception!.InnerException).SqlState);
        Assert.All(answers.Where(answer => !answer.IsFaulted), answer => Assert.Equal(PostingOutcome.Posted, answer.Result.Outcome));
        await LedgerInvariants.CheckAsync(database);
    }

    [Fact]
    public async Task Post_TwoProcessesOnTheSameAccounts_EveryTransferIsPostedOnce()
    {
        await using var first = new PersistenceHost(database, options => options.MaxBatchSize = 32);
        await using var second = new PersistenceHost(database, options => options.MaxBatchSize = 32);
        var prefix = await FundAsync(first, "two");

        // Both send each transfer, in opposite orders and directions over the same few accounts.
        var transfers = Enumerable.Range(0, 600).Select(i => i % 2 == 0 ? Transfer(prefix, i, i + 3) : Transfer(prefix, i + 3, i)).ToList();
        var results = await Task.WhenAll(
            Task.WhenAll(transfers.Select(first.Get<ILedger>().PostAsync)),
            Task.WhenAll(transfers.AsEnumerable().Reverse().Select(second.Get<ILedger>().PostAsync)));

        var pairs = results[0].Zip(results[1].Reverse()).ToList();
        Assert.All(pairs, pair => Assert.Equal(
            [PostingOutcome.Posted, PostingOutcome.Replayed], new[] { pair.First.Outcome, pair.Second.Outcome }.Order()));
        Assert.All(pairs, pair => Assert.Equal(pair.First.DebitBalance, pair.Second.DebitBalance));
        Assert.All(pairs, pair => Assert.Equal(pair.First.CreatedAt, pair.Second.CreatedAt));
        await LedgerInvariants.CheckAsync(database);
    }

    [Fact]
    public async Task Claim_ByTwo_OneSpendsAndTheOtherIsStale()
    {
        await using var first = new PersistenceHost(database);
        await using var second = new PersistenceHost(database);
        var prefix = await FundAsync(first, "fence");
        for (var round = 1; round <= 50; round++)
        {
            // Both know who spends so far, claim, and spend at once without waiting for the answer.
            var former = (await first.Get<ILedger>().FindAccountAsync(Code(prefix, 0), CancellationToken.None))!.Spender;
            var results = await Task.WhenAll(new[] { first, second }.Select((host, i) => Task.WhenAll(
                host.Get<ILedger>().ClaimAsync(Code(prefix, 0), Currency.Idr, former, newSpender: (2 * round) + i),
                host.Get<ILedger>().PostAsync(Transfer(prefix, 0, 1) with { Spender = (2 * round) + i }))));

            Assert.Equal([PostingOutcome.Posted, PostingOutcome.Stale], results.Select(result => result[0].Outcome).Order());
            Assert.All(results, result => Assert.Equal(result[0].Outcome, result[1].Outcome));
            // The loser's claim and its spending.
            Assert.Equal(2 * round, first.Fenced + second.Fenced);
        }

        await LedgerInvariants.CheckAsync(database);
    }

    [Fact]
    public async Task Resolve_CaptureVoidAndExpireAtOnce_OneWins()
    {
        await using var first = new PersistenceHost(database);
        await using var second = new PersistenceHost(database);
        var prefix = await FundAsync(first, "race");
        var random = new Random(Seed.Draw(output));
        var ledgers = new[] { first.Get<ILedger>(), second.Get<ILedger>() };
        var ends = new Dictionary<Race, List<string>>();

        for (var round = 0; round < 100; round++)
        {
            var race = Enum.GetValues<Race>()[round % 5];
            var end = await RaceAsync(ledgers, prefix, race, random);
            ends.TryAdd(race, []);
            ends[race].Add(end);
        }

        // So each of the three has won.
        Assert.All(ends[Race.LongOver], static end => Assert.Equal("expired", end));
        Assert.All(ends[Race.VoidFirst], static end => Assert.Equal("voided", end));
        Assert.All(ends[Race.CaptureFirst], static end => Assert.Equal("captured", end));
        Assert.All(ends[Race.Lasting], static end => Assert.Contains(end, new[] { "captured", "voided" }));
        Assert.All(ends[Race.Ending], static end => Assert.Contains(end, new[] { "captured", "voided", "expired" }));
        output.WriteLine($"Of holds that ended meanwhile: {string.Join(", ", ends[Race.Ending].CountBy(static end => end))}.");
        await LedgerInvariants.CheckAsync(database);
    }

    [Fact]
    public async Task Hold_WhoseTimeHasCome_CountsNoMoreBeforeAnybodyExpiresIt()
    {
        await using var host = new PersistenceHost(database);
        var ledger = host.Get<ILedger>();
        var prefix = await FundAsync(host, "expired");
        var (code, all) = (Code(prefix, 0), Money.Rupiah(1_000_000));
        var expiry = TimeProvider.System.GetUtcNow().AddMilliseconds(300);
        var hold = new LedgerHold(NewId(), 1, code, Code(prefix, 1), all, "", expiry, "hold", null);

        Assert.Equal(PostingOutcome.Posted, (await ledger.HoldAsync(hold)).Outcome);
        Assert.Equal(PostingOutcome.Insufficient, (await ledger.PostAsync(Transfer(prefix, 0, 1))).Outcome);
        await Eventually.TrueAsync("the hold's end", async () => (await ledger.FindAccountAsync(code, CancellationToken.None))!.Available == all);

        Assert.Equal(PostingOutcome.Posted, (await ledger.PostAsync(Transfer(prefix, 0, 1) with { Amount = all })).Outcome);
        Assert.Equal(PostingOutcome.HoldResolved, (await ledger.CaptureAsync(Transfer(prefix, 0, 1), hold.Id)).Outcome);
        await LedgerInvariants.CheckAsync(database);
    }

    [Fact]
    public async Task Post_ConnectionsKilledUnderLoad_EachIsPostedOnceAndAnswered()
    {
        await using var host = new PersistenceHost(database);
        var prefix = await FundAsync(host, "killed");
        var seed = Seed.Draw(output);
        var random = new Random(seed);
        var answers = new PostingAnswers();
        using var stop = new CancellationTokenSource();
        var spenders = Enumerable.Range(0, Wallets).Select(async i =>
        {
            var own = new Random(seed + i + 1);
            while (!stop.IsCancellationRequested)
            {
                var transfer = Transfer(prefix, i, i + own.Next(1, Wallets)) with { Amount = Money.Rupiah(own.Next(1, 20)) };
                await answers.PostAsync(host.Get<ILedger>(), transfer);
            }
        }).ToArray();

        for (var kill = 0; kill < 5; kill++)
        {
            var enough = answers.Posted + random.Next(50, 400);
            await Eventually.TrueAsync("transfers between two kills", () => answers.Posted > enough);
            await database.ExecuteAsync(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%ledger_write%' and pid <> pg_backend_pid()");
        }

        await stop.CancelAsync();
        await Task.WhenAll(spenders);
        await answers.AssertAsync(database, prefix);
        await LedgerInvariants.CheckAsync(database);
    }

    /// <summary>Two captures, a void and an expiry of one hold, all at once; answers what its row says in the end, with which all else must agree.</summary>
    private async Task<string> RaceAsync(ILedger[] ledgers, string prefix, Race race, Random random)
    {
        var (payer, payee) = (Code(prefix, 0), Code(prefix, 1));
        var expiry = TimeProvider.System.GetUtcNow() + race switch
        {
            Race.LongOver => TimeSpan.FromHours(-1),
            Race.Ending => TimeSpan.FromMilliseconds(random.Next(20)),
            _ => TimeSpan.FromHours(1),
        };
        var hold = new LedgerHold(NewId(), 1, payer, payee, Money.Rupiah(Held), "", expiry, "hold", null);
        var captures = new[] { Capture(), Capture() };
        var voiding = NewId();
        var before = await BalancesAsync(payer, payee);
        Assert.Equal(PostingOutcome.Posted, (await ledgers[0].HoldAsync(hold)).Outcome);

        var (one, other) = race is Race.VoidFirst or Race.CaptureFirst ? (ledgers[0], ledgers[0]) : (ledgers[0], ledgers[1]);
        Func<Task<PostingResult>>[] requests =
        [
            () => one.CaptureAsync(captures[0], hold.Id), () => other.CaptureAsync(captures[1], hold.Id),
            () => other.VoidAsync(voiding, hold.Id, payer, Currency.Idr), () => one.ExpireAsync(hold.Id, payer, Currency.Idr),
        ];
        var order = Enumerable.Range(0, requests.Length).ToArray();
        random.Shuffle(order);
        if (race is Race.VoidFirst or Race.CaptureFirst)
            order = [race == Race.VoidFirst ? 2 : 0, .. order.Where(i => i != (race == Race.VoidFirst ? 2 : 0))];
        var answers = new Task<PostingResult>[requests.Length];
        foreach (var i in order)
            answers[i] = requests[i]();
        var outcomes = (await Task.WhenAll(answers)).Select(static answer => answer.Outcome).ToArray();

        var end = await database.ScalarAsync<string>("select state from ledger_hold where id = $1", hold.Id);
        var by = await database.ScalarAsync<string>("select coalesce(resolved_by::text, '') from ledger_hold where id = $1", hold.Id);
        var winner = Array.IndexOf([$"{captures[0].Id}", $"{captures[1].Id}", $"{voiding}"], by);
        Assert.Equal(winner switch { 0 or 1 => "captured", 2 => "voided", _ => "expired" }, end);
        Assert.Equal(end == "expired", by.Length == 0);
        // It expires when its time has come, and after that nobody else has it.
        Assert.True(await database.ScalarAsync<bool>(
            "select case state when 'expired' then resolved_at >= expires_at else resolved_at <= expires_at end from ledger_hold where id = $1", hold.Id));
        for (var i = 0; i < 3; i++)
            Assert.Equal((race, end, i, i == winner ? PostingOutcome.Posted : PostingOutcome.HoldResolved), (race, end, i, outcomes[i]));
        // Who asks for the end before it finds the hold running, and does not end it.
        Assert.Contains(outcomes[3], race == Race.LongOver ? [PostingOutcome.HoldResolved] : new[] { PostingOutcome.HoldResolved, PostingOutcome.HoldRunning });

        var moved = winner is 0 or 1 ? captures[winner].Amount.Units : 0;
        Assert.Equal((before.Payer - moved, before.Payee + moved), await BalancesAsync(payer, payee));
        Assert.Equal(before.Payer - moved, (await ledgers[1].FindAccountAsync(payer, CancellationToken.None))!.Available.Units);
        Assert.Equal(winner is 0 or 1 ? 1 : 0, await database.ScalarAsync<long>(
            "select count(*) from ledger_transfer where id = any ($1)", (object)new[] { captures[0].Id, captures[1].Id }));
        return end;

        LedgerPosting Capture() => Transfer(prefix, 0, 1) with { Amount = Money.Rupiah(random.Next(1, Held + 1)) };
    }

    private async Task<(long Payer, long Payee)> BalancesAsync(string payer, string payee) => (
        await database.ScalarAsync<long>("select balance from ledger_account where code = $1", payer),
        await database.ScalarAsync<long>("select balance from ledger_account where code = $1", payee));

    private static async Task<string> FundAsync(PersistenceHost host, string prefix)
    {
        for (var i = 0; i < Wallets; i++)
        {
            await host.Get<ILedger>().OpenWalletAsync(Code(prefix, i), Currency.Idr, tier: null, CancellationToken.None);
            await host.Get<ILedger>().PostAsync(new LedgerPosting(
                NewId(), 1, LedgerAccountCode.Adjustment, Code(prefix, i), Money.Rupiah(1_000_000), "funds", null, "funds", null));
        }

        return prefix;
    }

    private static LedgerPosting Transfer(string prefix, int from, int to) => new(
        NewId(), 1, Code(prefix, from % Wallets), Code(prefix, to % Wallets), Money.Rupiah(7), prefix, null, "request", null);

    private static string Code(string prefix, int i) => LedgerAccountCode.Wallet($"{prefix}{i}");

    private static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
}

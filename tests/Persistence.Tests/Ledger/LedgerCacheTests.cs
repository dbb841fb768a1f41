using Nusaloka.Persistence.Ledger;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Persistence.Tests.Ledger;

/// <summary>A process keeps the accounts that it has read; whatever another one does to them it must notice before it answers.</summary>
public sealed class LedgerCacheTests(PostgresDatabase database, ITestOutputHelper output) : IClassFixture<PostgresDatabase>, IAsyncLifetime, IAsyncDisposable
{
    private const short Tier = 8;
    private const long Funds = 1_000;

    private readonly PersistenceHost _one = new(database, options => options.MaxBatchSize = 16);
    private readonly PersistenceHost _two = new(database, options => options.MaxBatchSize = 16);

    private ILedger One => _one.Get<ILedger>();

    private ILedger Two => _two.Get<ILedger>();

    public Task InitializeAsync() =>
        database.ExecuteAsync($"insert into ledger_limit values ({Tier}, '2020-01-01', null, null, 10) on conflict do nothing");

    public Task DisposeAsync() => LedgerInvariants.CheckAsync(database);

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Fact]
    public async Task Post_WhatAnotherHasCredited_CanBeSpentAtOnce()
    {
        var (a, b) = await KnownToBothAsync();
        for (var round = 0; round < 20; round++)
        {
            Assert.Equal(PostingOutcome.Posted, (await One.PostAsync(Transfer(a, b, Funds))).Outcome);
            Assert.Equal(PostingOutcome.Insufficient, (await One.PostAsync(Transfer(a, b, Funds))).Outcome);
            Assert.Equal(PostingOutcome.Posted, (await Two.PostAsync(Transfer(b, a, Funds))).Outcome);
            Assert.Equal(PostingOutcome.Insufficient, (await Two.PostAsync(Transfer(b, a, Funds + 1))).Outcome);
        }
    }

    [Fact]
    public async Task Post_TierThatAnotherHasSet_Counts()
    {
        var (a, b) = await KnownToBothAsync();

        Assert.True(await Two.SetTierAsync(a, Tier, CancellationToken.None));
        Assert.Equal(PostingOutcome.OverDailyOutgoing, (await One.PostAsync(Limited(a, b, 11))).Outcome);
        Assert.Equal(PostingOutcome.Posted, (await One.PostAsync(Limited(a, b, 10))).Outcome);
        // Tier 3 has no limits.
        Assert.True(await Two.SetTierAsync(a, 3, CancellationToken.None));
        Assert.Equal(PostingOutcome.Posted, (await One.PostAsync(Limited(a, b, 11))).Outcome);
    }

    [Fact]
    public async Task Post_AccountThatAnotherHasClosed_IsMissing()
    {
        var (a, b) = await KnownToBothAsync();
        await One.PostAsync(Transfer(a, b, Funds));

        Assert.True(await Two.CloseAccountAsync(a, CancellationToken.None));

        Assert.Equal(PostingOutcome.CreditMissing, (await One.PostAsync(Transfer(b, a, 1))).Outcome);
        Assert.Equal(PostingOutcome.CreditMissing, (await One.HoldAsync(Hold(b, a, 1))).Outcome);
        Assert.Equal(PostingOutcome.DebitMissing, (await One.PostAsync(Transfer(a, b, 1))).Outcome);
    }

    [Fact]
    public async Task Hold_OfAnother_CountsUntilAnotherGivesItFree()
    {
        var (a, b) = await KnownToBothAsync();
        var hold = Hold(a, b, Funds);

        Assert.Equal(PostingOutcome.Posted, (await Two.HoldAsync(hold)).Outcome);
        Assert.Equal(PostingOutcome.Insufficient, (await One.PostAsync(Transfer(a, b, 1))).Outcome);
        Assert.Equal(PostingOutcome.Posted, (await Two.VoidAsync(NewId(), hold.Id, a, Currency.Idr)).Outcome);
        Assert.Equal(PostingOutcome.HoldResolved, (await One.CaptureAsync(Transfer(a, b, 1), hold.Id)).Outcome);
        Assert.Equal(PostingOutcome.Posted, (await One.PostAsync(Transfer(a, b, Funds))).Outcome);
    }

    [Fact]
    public async Task Post_AgainWhenAllIsSpent_IsReplayedByWhomeverItIsSent()
    {
        var (a, b) = await KnownToBothAsync();
        var all = Transfer(a, b, Funds);
        var first = await One.PostAsync(all);

        var again = await Task.WhenAll(One.PostAsync(all), Two.PostAsync(all));

        Assert.Equal(PostingOutcome.Posted, first.Outcome);
        Assert.All(again, answer => Assert.Equal(first with { Outcome = PostingOutcome.Replayed }, answer));
        Assert.Equal(PostingOutcome.KeyReused, (await Two.PostAsync(all with { Fingerprint = "another" })).Outcome);
    }

    [Fact]
    public async Task Id_OfATransferAndAHoldAtOnce_IsOfOneOfThem()
    {
        var (a, b) = await KnownToBothAsync();
        for (var round = 0; round < 30; round++)
        {
            var transfer = Transfer(a, b, 1);
            var hold = Hold(a, b, 1) with { Id = transfer.Id };
            var (first, second) = round % 2 == 0 ? (One, Two) : (One, One);

            var answers = await Task.WhenAll(first.PostAsync(transfer), second.HoldAsync(hold));

            Assert.Equal([PostingOutcome.Posted, PostingOutcome.KeyReused], answers.Select(static answer => answer.Outcome).Order());
            // It stays so, also when the hold is captured under its own id.
            if (answers[1].Outcome == PostingOutcome.Posted)
                Assert.Equal(PostingOutcome.Posted, (await second.CaptureAsync(transfer with { Fingerprint = "capture" }, hold.Id)).Outcome);
            Assert.Equal(
                answers.Select(static answer => answer.Outcome == PostingOutcome.Posted ? PostingOutcome.Replayed : answer.Outcome),
                [(await Two.PostAsync(transfer)).Outcome, (await Two.HoldAsync(hold)).Outcome]);
        }
    }

    [Fact]
    public async Task Cache_ThatHoldsLessThanABatch_ForgetsAndReadsAgain()
    {
        await using var small = new PersistenceHost(database, options => options.CachedLedgerAccounts = 1);
        var codes = new string[12];
        for (var i = 0; i < codes.Length; i++)
            codes[i] = await OpenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 600).Select(i => small.Get<ILedger>().PostAsync(Transfer(codes[i % 12], codes[(i + 5) % 12], 1))));

        Assert.All(answers, static answer => Assert.Equal(PostingOutcome.Posted, answer.Outcome));
    }

    [Fact]
    public async Task Operations_OfAllKindsByTwoProcesses_ConserveWhatThereIs()
    {
        var codes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => OpenAsync()));
        var held = new Dictionary<Guid, (string From, string To)>();
        var random = new Random(Seed.Draw(output));
        var (transfers, posted) = (0, 0);
        for (var round = 0; round < 20; round++)
        {
            var work = new List<Task<PostingResult>>();
            for (var i = 0; i < 40; i++)
            {
                var (ledger, from) = (random.Next(2) == 0 ? One : Two, random.Next(5));
                var (a, b) = (codes[from], codes[(from + random.Next(1, 5)) % 5]);
                var (id, known) = held.Count > 0 ? held.ElementAt(random.Next(held.Count)) : default;
                var verb = random.Next(held.Count > 0 ? 4 : 2);
                if (verb == 1)
                {
                    var hold = Hold(a, b, random.Next(1, 300));
                    held.Add(hold.Id, (a, b));
                    work.Add(ledger.HoldAsync(hold));
                }
                else if (verb == 2)
                {
                    work.Add(ledger.VoidAsync(NewId(), id, known.From, Currency.Idr));
                }
                else
                {
                    transfers++;
                    var answer = verb == 0 ? ledger.PostAsync(Transfer(a, b, random.Next(1, 300))) : ledger.CaptureAsync(Transfer(known.From, known.To, 1), id);
                    work.Add(CountAsync(answer, () => Interlocked.Increment(ref posted)));
                }
            }

            await Task.WhenAll(work);
        }

        Assert.InRange(posted, 1, transfers);
        var balances = await database.ScalarAsync<long>("select sum(balance)::bigint from ledger_account where code = any ($1)", (object)codes);
        Assert.Equal(codes.Length * Funds, balances);
    }

    private static async Task<PostingResult> CountAsync(Task<PostingResult> answer, Action posted)
    {
        var result = await answer;
        if (result.Outcome == PostingOutcome.Posted)
            posted();
        return result;
    }

    /// <summary>Two funded wallets that both processes have just written.</summary>
    private async Task<(string A, string B)> KnownToBothAsync()
    {
        var (a, b) = (await OpenAsync(), await OpenAsync());
        foreach (var ledger in new[] { One, Two })
        {
            await ledger.PostAsync(Transfer(a, b, 1));
            await ledger.PostAsync(Transfer(b, a, 1));
        }

        await One.PostAsync(Transfer(b, LedgerAccountCode.CashOut, Funds));
        await Two.PostAsync(Transfer(a, b, 1));
        await Two.PostAsync(Transfer(b, a, 1));
        return (a, b);
    }

    private async Task<string> OpenAsync()
    {
        var code = LedgerAccountCode.Wallet($"{NewId()}");
        await One.OpenWalletAsync(code, Currency.Idr, tier: null, CancellationToken.None);
        await One.PostAsync(Transfer(LedgerAccountCode.Adjustment, code, Funds));
        return code;
    }

    private static LedgerPosting Transfer(string from, string to, long amount) => new(NewId(), 0, from, to, Money.Rupiah(amount), "", null, "request", null);

    private static LedgerPosting Limited(string from, string to, long amount) => Transfer(from, to, amount) with { Limits = CountedLimits.Outgoing };

    private static LedgerHold Hold(string from, string to, long amount) => new(
        NewId(), 0, from, to, Money.Rupiah(amount), "", TimeProvider.System.GetUtcNow().AddHours(1), "hold", null);

    private static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
}

using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Harness;
using Nusaloka.Scenarios.Wallets;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Referral;

/// <summary>kill -9 while newcomers pay for the first time: each invitation is rewarded once, both sides, whatever was under way.</summary>
public sealed class KillDuringRewardsTests(ITestOutputHelper output)
{
    private const int Referrers = 3;
    private const int NewcomersOfEach = 6;
    private const int Newcomers = Referrers * NewcomersOfEach;
    private const int Kills = 4;
    private const long Price = 100_000;
    private const long Reward = 25_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Kill9_WhileNewcomersPay_EachInvitationIsRewardedOnce()
    {
        await using var scenario = await Scenario.StartAsync(output);
        var referrers = await scenario.RegisterPeopleAsync(Referrers, money: 0);
        var newcomers = await RegisterNewcomersAsync(scenario, referrers);

        var paid = 0;
        var paying = Task.WhenAll(newcomers.Select((newcomer, i) => Task.Run(async () =>
        {
            await PayAtLastAsync(scenario.Client, newcomer, $"pertama-{i}");
            Interlocked.Increment(ref paid);
        })));
        for (var kill = 1; kill <= Kills; kill++)
        {
            var enough = kill * Newcomers / (Kills + 1);
            await Eventually.TrueAsync($"{enough} payments", () => Volatile.Read(ref paid) >= enough, within: Patience);
            await scenario.Process.KillAsync();
            await scenario.Process.StartAsync();
        }

        await paying;
        await UntilRewardedAsync(scenario.Database);
        await AssertRewardedOnceAsync(scenario, referrers, newcomers, spentByEach: Price);

        // As if the process had died each time between the ledger and the invitation's own state.
        await scenario.Process.KillAsync();
        Assert.Equal(Newcomers, await scenario.Database.ExecuteAsync(
            """
            update grain_state set state = jsonb_set(state, '{invitation,status}', '"due"')
            where kind = 'referral' and state -> 'invitation' ->> 'status' = 'rewarded'
            """));
        await scenario.Database.ExecuteAsync("update referral set status = 1");
        await scenario.Process.StartAsync();
        await Task.WhenAll(newcomers.Select((newcomer, i) => PayAtLastAsync(scenario.Client, newcomer, $"kedua-{i}")));

        await UntilRewardedAsync(scenario.Database);
        await AssertRewardedOnceAsync(scenario, referrers, newcomers, spentByEach: 2 * Price);
    }

    private static async Task<Person[]> RegisterNewcomersAsync(Scenario scenario, Person[] referrers)
    {
        var newcomers = new Person[Newcomers];
        await Parallel.ForAsync(0, Newcomers, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
        {
            var code = (await scenario.Client.GetReferralAsync(referrers[i % Referrers])).MustBe(200).Text("code");
            var (email, password) = ($"baru{i}@contoh.id", $"kata sandi baru {i}");
            var registered = (await scenario.Client.TryRegisterAsync($"Baru {i}", email, password, code)).MustBe(201);
            newcomers[i] = await scenario.Client.LogInAsync(new Person(registered.Text("id"), email, password));
            (await scenario.Client.TopUpAsync(newcomers[i], 2 * Price, $"modal-baru-{i}")).MustBe(200);
        });
        return newcomers;
    }

    private static Task UntilRewardedAsync(PostgresDatabase database) => Eventually.EqualAsync(
        "all rewards", (long)Newcomers, () => database.ScalarAsync<long>("select count(*) from referral where status = 2"), Patience);

    private static async Task AssertRewardedOnceAsync(Scenario scenario, Person[] referrers, Person[] newcomers, long spentByEach)
    {
        foreach (var referrer in referrers)
            Assert.Equal(NewcomersOfEach * Reward, await scenario.Client.GetBalanceAsync(referrer));
        foreach (var newcomer in newcomers)
            Assert.Equal((2 * Price) - spentByEach + Reward, await scenario.Client.GetBalanceAsync(newcomer));

        const long Given = 2 * Newcomers * Reward;
        Assert.Equal(2L * Newcomers, await scenario.Database.ScalarAsync<long>("select count(*) from ledger_transfer where kind = 9"));
        Assert.Equal(-Given, await scenario.Database.ScalarAsync<long>("select balance from ledger_account where code = 'system:promo'"));
        Assert.Equal(0L, await scenario.Database.ScalarAsync<long>("select count(*) from outbox_dead_letter"));
        Findings.AssertNone(LedgerChecker.Check(
            await LedgerSnapshot.ReadAsync(scenario.Database.DataSource), (Newcomers * ((2 * Price) - spentByEach)) + Given));
    }

    /// <summary>Asks with the same key until there is an answer, as a client does that was told nothing.</summary>
    private static Task PayAtLastAsync(NusalokaClient client, Person person, string booking) => Eventually.TrueAsync(
        "an answer to the payment of " + booking,
        async () =>
        {
            try
            {
                return (await client.PayBookingAsync(person, Price, booking, booking)).MustBe(201, 202, 409, 503).IsSuccess;
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                return false;
            }
        },
        within: Patience);
}

using System.Globalization;
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
        await using var scenario = await Scenario.StartAsync(output, ("NUSALOKA_REFERRAL__NEEDS_PHONE", "false"));
        var referrers = await scenario.RegisterPeopleAsync(Referrers, money: 0);
        var newcomers = await RegisterNewcomersAsync(scenario, referrers);

        var paid = 0;
        var paying = Task.WhenAll(newcomers.Select((newcomer, i) => Task.Run(async () =>
        {
            await PayAndTravelAsync(scenario, newcomer, $"pertama-{i}");
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
        await Task.WhenAll(newcomers.Select((newcomer, i) => PayAndTravelAsync(scenario, newcomer, $"kedua-{i}")));

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

    /// <summary>Pays, and has the booking tell at once, as it does when its trip is over.</summary>
    private static async Task PayAndTravelAsync(Scenario scenario, Person person, string booking)
    {
        var payment = await PayAtLastAsync(scenario.Client, person, booking);
        var now = TimeProvider.System.GetUtcNow();
        await scenario.Database.ExecuteAsync(
            """
            insert into outbox_event (source_kind, source_id, source_version, source_ordinal, event_id, type, partition, payload)
            values ('booking', $1::text, 1, 0, $1, 'booking.completed', 0, jsonb_build_object(
                'booking_id', $1::text, 'account_id', $2, 'guide_id', 'pemandu', 'trip_id', 't', 'departure_id', 'd', 'seats', 1,
                'refund_amount', jsonb_build_object('units', 0, 'currency', 'idr'), 'at', $4, 'payment_id', $3, 'paid_at', $4,
                'earned', jsonb_build_object('units', $5, 'currency', 'idr')))
            """,
            Guid.CreateVersion7(now), person.Id, payment, now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture), Price);
    }

    /// <summary>Asks with the same key until there is an answer, as a client does that was told nothing.</summary>
    private static async Task<string> PayAtLastAsync(NusalokaClient client, Person person, string booking)
    {
        var payment = "";
        await Eventually.TrueAsync(
            "an answer to the payment of " + booking,
            async () =>
            {
                try
                {
                    var answer = (await client.PayBookingAsync(person, Price, booking, booking)).MustBe(201, 202, 409, 503);
                    payment = answer.IsSuccess ? answer.Text("id") : "";
                    return answer.IsSuccess;
                }
                catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
                {
                    return false;
                }
            },
            within: Patience);
        return payment;
    }
}

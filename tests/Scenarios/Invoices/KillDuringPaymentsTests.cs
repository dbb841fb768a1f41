using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Harness;
using Nusaloka.Scenarios.Wallets;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Invoices;

/// <summary>kill -9 while people pay from their wallets: each payment is made once and has one invoice, and no number is missing.</summary>
public sealed class KillDuringPaymentsTests(ITestOutputHelper output)
{
    private const int People = 6;
    private const int PaymentsOfEach = 15;
    private const int Kills = 4;
    private const long Amount = 10_000;
    private const long Money = 500_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Kill9_WhilePeoplePay_EachPaymentHasOneInvoiceAndNoNumberIsMissing()
    {
        await using var scenario = await Scenario.StartAsync(output);
        var people = await scenario.RegisterPeopleAsync(People, Money);

        var paid = 0;
        var paying = Task.WhenAll(people.Select((person, p) => Task.Run(async () =>
        {
            for (var i = 0; i < PaymentsOfEach; i++)
            {
                await PayAtLastAsync(scenario.Client, person, $"pesanan-{p}-{i}");
                Interlocked.Increment(ref paid);
            }
        })));
        for (var kill = 1; kill <= Kills; kill++)
        {
            var enough = kill * People * PaymentsOfEach / (Kills + 1);
            await Eventually.TrueAsync($"{enough} payments", () => Volatile.Read(ref paid) >= enough, within: Patience);
            await scenario.Process.KillAsync();
            await scenario.Process.StartAsync();
        }

        await paying;
        const long all = People * PaymentsOfEach;
        await Eventually.EqualAsync("all invoices", all, () => scenario.Database.ScalarAsync<long>("select count(*) from invoice where status = 'paid'"), Patience);
        await AssertInvoicesAsync(scenario.Database, all);
        foreach (var person in people)
            Assert.Equal(Money - (PaymentsOfEach * Amount), await scenario.Client.GetBalanceAsync(person));
        Findings.AssertNone(LedgerChecker.Check(
            await LedgerSnapshot.ReadAsync(scenario.Database.DataSource), People * (Money - (PaymentsOfEach * Amount))));
    }

    private static async Task AssertInvoicesAsync(PostgresDatabase database, long all)
    {
        Assert.Equal(all, await database.ScalarAsync<long>("select count(distinct payment_id) from invoice"));
        Assert.Equal(all * Amount, await database.ScalarAsync<long>("select sum(net + tax)::bigint from invoice"));
        Assert.Equal(
            Enumerable.Range(1, (int)all).Select(static number => (long)number),
            await database.ColumnAsync<long>("select number::bigint from invoice order by number"));
        Assert.Equal(all, await database.ScalarAsync<long>("select sum(last_number)::bigint from invoice_series"));
        Assert.Equal(0L, await database.ScalarAsync<long>("select count(*) from outbox_dead_letter"));
    }

    /// <summary>Asks with the same key until there is an answer, as a client does that was told nothing.</summary>
    private static async Task PayAtLastAsync(NusalokaClient client, Person person, string booking)
    {
        await Eventually.TrueAsync(
            "an answer to the payment of " + booking,
            async () =>
            {
                try
                {
                    return (await client.PayBookingAsync(person, Amount, booking, booking)).MustBe(201, 202, 409, 503).IsSuccess;
                }
                catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
                {
                    return false;
                }
            },
            within: Patience);
    }
}

using System.Net.Http.Json;
using Npgsql;
using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Load;
using Nusaloka.Testing;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>
/// Money that a program has set aside in wallets for a short time, so that its time runs out while no silo is there. Then it can be spent
/// at once, whoever writes the expiry down; and of wallets that nobody asks, a reminder writes it down.
/// </summary>
internal sealed class MoneyOnHold
{
    private const int WalletCount = 8;
    private const long Money = 1_000;

    private static readonly TimeSpan HoldTime = TimeSpan.FromSeconds(25);

    // Silos look for reminders that fell to them every 20 seconds.
    private static readonly TimeSpan ReminderPatience = TimeSpan.FromSeconds(45);

    private readonly ClusterScenario _scenario;
    private readonly Person[] _spenders;
    private readonly string[] _idle;

    private MoneyOnHold(ClusterScenario scenario, Person[] people)
    {
        _scenario = scenario;
        _spenders = people[..(WalletCount / 2)];
        _idle = [.. people[(WalletCount / 2)..].Select(person => person.Id)];
    }

    /// <summary>Opens wallets and sets all of their money aside.</summary>
    public static async Task<MoneyOnHold> PlaceAsync(ClusterScenario scenario)
    {
        var people = await scenario.RegisterPeopleAsync("titipan", WalletCount);
        foreach (var person in people)
            await scenario.AskAsync(new Operation("fund-" + person.Email, OperationKind.TopUp, person, Amount: Money));

        using var program = new HttpClient { BaseAddress = scenario.Cluster.Apis[0].Address };
        program.DefaultRequestHeaders.Add(ServiceClient.Header, await ServiceClient.TokenAsync(program));
        var expiry = TimeProvider.System.GetUtcNow() + HoldTime;
        foreach (var person in people)
        {
            using var held = await program.PostAsJsonAsync(
                new Uri($"/api/v1/internal/users/{person.Id}/holds", UriKind.Relative),
                new { account = "fees", amount = Money, expires_at = expiry });
            held.EnsureSuccessStatusCode();
        }

        return new MoneyOnHold(scenario, people);
    }

    /// <summary>Waits until the time of all is over. Nobody may have written it down: no silo is there.</summary>
    public async Task UntilDueAsync()
    {
        await Eventually.EqualAsync("all holds to run out", 0L, () => CountAsync("expires_at > clock_timestamp()"));
        _scenario.Expect(await CountAsync("true") == WalletCount, "A hold was resolved while no silo was there.");
    }

    /// <summary>Spends from some of the wallets, and leaves the others to the reminders.</summary>
    public async Task ExpectExpiryAsync()
    {
        foreach (var person in _spenders)
        {
            var spent = await _scenario.AskAsync(new Operation("spend-" + person.Email, OperationKind.Debit, person, Amount: Money));
            _scenario.Expect(spent.Status is >= 200 and < 300, $"What was held and has run out could not be spent: {spent}.");
        }

        await Eventually.EqualAsync("reminders to write down what has run out", 0L, () => CountAsync("true"), ReminderPatience);
    }

    /// <summary>How many of the holds are open and so.</summary>
    private async Task<long> CountAsync(string condition)
    {
        await using var command = _scenario.Servers.Database.CreateCommand($"""
            select count(*) from ledger_hold h join ledger_account a on a.id = h.account_id
            where h.state = 'open' and a.code = any($1) and {condition}
            """);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. _spenders.Select(person => person.Id).Concat(_idle).Select(id => "wallet:" + id)] });
        return await command.ExecuteScalarAsync() is long count ? count : throw new InvalidOperationException("The holds could not be counted.");
    }
}

using Npgsql;
using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Harness;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Wallets;

/// <summary>
/// kill -9 of the only process in the moment between the commit of a transfer and PostgreSQL's word of it. Nobody was answered; whoever asks
/// again with the same key is told of the transfer that there is, and no money moves twice.
/// </summary>
public sealed class KillAfterCommitTests(ITestOutputHelper output)
{
    private const int Rounds = 3;
    private const int Senders = 5;
    private const long Money = 1_000_000;
    private const string ProcessName = "killed";

    [Fact]
    public async Task Kill9_BetweenCommitAndReply_ARepeatIsToldOfTheSameTransfer()
    {
        var random = Seed.Draw(output);
        await using var scenario = await Scenario.StartBehindProxyAsync(output, ProcessName);
        var people = await scenario.RegisterPeopleAsync(Senders + 1, Money);
        var (senders, receiver) = (people[..Senders], people[^1]);
        var moved = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            random.Shuffle(senders);
            var transfers = senders.Take(random.Next(1, Senders + 1)).Select(sender => new Sent(sender, random.Next(1, 10_000), $"kirim-{round}-{sender.Email}")).ToArray();

            var committed = await CommitAndKillAsync(scenario, receiver, transfers);
            await scenario.Process.StartAsync();
            foreach (var transfer in transfers)
            {
                await AssertRepeatsAsync(scenario, receiver, transfer, committed.GetValueOrDefault(transfer.Name));
                moved += transfer.Amount;
            }

            output.WriteLine($"Round {round}: {committed.Count} of {transfers.Length} transfers were committed and not answered.");
        }

        Assert.Equal(Money + moved, await scenario.Client.GetBalanceAsync(receiver));
        Assert.Equal((Senders * Money) - moved, await SumAsync(scenario.Client, senders));
        Findings.AssertNone(LedgerChecker.Check(await LedgerSnapshot.ReadAsync(scenario.Database.DataSource), people.Length * Money));
    }

    /// <summary>
    /// Sends transfers of which some are committed, swallows what PostgreSQL says of it, and kills the process; answers the ids of those that are there,
    /// by their names. A row lock keeps the commit back until nothing more comes through to the process.
    /// </summary>
    private static async Task<Dictionary<string, Guid>> CommitAndKillAsync(Scenario scenario, Person receiver, Sent[] transfers)
    {
        var names = transfers.Select(static transfer => transfer.Name).ToArray();
        await using var connection = await scenario.Database.DataSource.OpenConnectionAsync();
        await using var held = await connection.BeginTransactionAsync();
        await using (var block = new NpgsqlCommand("select from ledger_account where code = $1 for update", connection, held))
        {
            block.Parameters.Add(new NpgsqlParameter { Value = LedgerSnapshot.WalletCode(receiver.Id) });
            await block.ExecuteNonQueryAsync();
        }

        var requests = transfers.Select(transfer => Record.ExceptionAsync(() => transfer.SendAsync(scenario.Client, receiver))).ToArray();
        await Eventually.TrueAsync("the commit to wait for the lock", async () => await CountSessionsAsync(scenario, "wait_event_type = 'Lock'") == 1);
        scenario.WayToDatabase.SwallowReplies();
        await held.RollbackAsync();
        await Eventually.TrueAsync("a row of the ledger", async () => (await FindAsync(scenario, names)).Count > 0);
        Assert.DoesNotContain(requests, static request => request.IsCompleted);

        await scenario.Process.KillAsync();
        scenario.WayToDatabase.Cut();
        Assert.All(await Task.WhenAll(requests), static failure => Assert.IsType<HttpRequestException>(failure));
        // What it had sent is done or not by now.
        await Eventually.TrueAsync("the end of its sessions", async () => await CountSessionsAsync(scenario, "true") == 0);
        return await FindAsync(scenario, names);
    }

    /// <summary>Asks twice more: it is the transfer that was committed, or the first of the two does it.</summary>
    private static async Task AssertRepeatsAsync(Scenario scenario, Person receiver, Sent transfer, Guid committed)
    {
        var repeat = (await transfer.SendAsync(scenario.Client, receiver)).MustBe(201);
        var again = (await transfer.SendAsync(scenario.Client, receiver)).MustBe(201);

        Assert.Equal((transfer.Name, committed != default), (transfer.Name, repeat.IsReplay));
        if (committed != default)
            Assert.Equal($"{committed}", repeat.Text("id"));
        Assert.True(again.IsReplay);
        Assert.Equal($"{repeat.Body}", $"{again.Body}");
        Assert.Equal(transfer.Amount, repeat.Number("amount"));
        Assert.Equal(1, await scenario.Database.ScalarAsync<long>("select count(*) from ledger_transfer where description = $1", transfer.Name));
    }

    private static async Task<Dictionary<string, Guid>> FindAsync(Scenario scenario, string[] names)
    {
        await using var command = scenario.Database.DataSource.CreateCommand("select description, id from ledger_transfer where description = any ($1)");
        command.Parameters.Add(new NpgsqlParameter { Value = names });
        await using var reader = await command.ExecuteReaderAsync();
        var found = new Dictionary<string, Guid>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
            found.Add(reader.GetString(0), reader.GetGuid(1));
        return found;
    }

    private static Task<long> CountSessionsAsync(Scenario scenario, string which) => scenario.Database.ScalarAsync<long>(
        $"select count(*) from pg_stat_activity where datname = current_database() and application_name = '{ProcessName}' and {which}");

    private static async Task<long> SumAsync(NusalokaClient client, IEnumerable<Person> people)
    {
        var sum = 0L;
        foreach (var person in people)
            sum += await client.GetBalanceAsync(person);
        return sum;
    }

    /// <summary>A transfer, with the name that is its key and its description.</summary>
    private sealed record Sent(Person Sender, long Amount, string Name)
    {
        public Task<Answer> SendAsync(NusalokaClient client, Person receiver) => client.TransferAsync(Sender, receiver, Amount, Name, Name);
    }
}

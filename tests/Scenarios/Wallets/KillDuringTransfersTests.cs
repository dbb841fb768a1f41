using System.Collections.Concurrent;
using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Harness;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Wallets;

/// <summary>The promise of the ledger under the worst that can happen to a process.</summary>
public sealed class KillDuringTransfersTests(ITestOutputHelper output)
{
    private const int PeopleCount = 20;
    private const int ClientCount = 8;
    private const int TransferCount = 2_000;
    private const int KillCount = 5;
    private const long StartMoney = 1_000_000;
    private const int MaxAmount = 50_000;

    [Fact]
    public async Task Transfers_KilledAtRandomPoints_NoMoneyIsLostAndNoAnswerWasWrong()
    {
        var random = Seed.Draw(output);
        await using var scenario = await Scenario.StartAsync(output);
        var people = await scenario.RegisterPeopleAsync(PeopleCount, StartMoney);
        var plan = PlannedTransfer.Draw(random, people, TransferCount, MaxAmount).ToArray();
        var kills = new RepeatedKills(scenario.Process, random, KillCount, TransferCount);
        var history = new TransferHistory();
        output.WriteLine(kills.Description);

        await SendAllAsync(scenario.Client, plan, kills, history);
        await scenario.Process.KillAsync();
        await scenario.Process.StartAsync();

        Assert.Equal(0, kills.Pending);
        await AssertSoundAsync(scenario, history);
        await AssertApiAgreesAsync(scenario, people, history);

        var unanswered = history.With<TransferUnanswered>();
        output.WriteLine($"{history.With<TransferAcknowledged>().Count} acknowledged, {unanswered.Count} unanswered");
        foreach (var (transfer, _) in unanswered)
            history.Record(transfer, await transfer.SendAsync(scenario.Client));

        Assert.Empty(history.With<TransferUnanswered>());
        Assert.All(history.With<TransferRefused>(), refused => Assert.Equal("insufficient_funds", refused.Outcome.Code));
        await AssertSoundAsync(scenario, history);
        await AssertReplaysAsync(scenario, random, history);
    }

    private static async Task SendAllAsync(NusalokaClient client, PlannedTransfer[] plan, RepeatedKills kills, TransferHistory history)
    {
        var queue = new ConcurrentQueue<PlannedTransfer>(plan);
        await Task.WhenAll(Enumerable.Range(0, ClientCount).Select(async _ =>
        {
            while (queue.TryDequeue(out var transfer))
            {
                await kills.ReadyAsync();
                kills.Announce();
                history.Record(transfer, await transfer.SendAsync(client));
            }
        }));
        await kills.ReadyAsync();
    }

    private static async Task AssertSoundAsync(Scenario scenario, TransferHistory history)
    {
        var ledger = await LedgerSnapshot.ReadAsync(scenario.Database.DataSource);

        Findings.AssertNone(LedgerChecker.Check(ledger, PeopleCount * StartMoney));
        Findings.AssertNone(history.Contradictions(ledger));
    }

    private static async Task AssertApiAgreesAsync(Scenario scenario, Person[] people, TransferHistory history)
    {
        var ledger = await LedgerSnapshot.ReadAsync(scenario.Database.DataSource);
        foreach (var person in people)
            Assert.Equal(ledger.BalanceOf(person.Id), await scenario.Client.GetBalanceAsync(person));

        await Parallel.ForEachAsync(history.With<TransferAcknowledged>(), new ParallelOptions { MaxDegreeOfParallelism = ClientCount }, async (known, _) =>
        {
            var (transfer, outcome) = known;
            var answer = (await scenario.Client.GetTransactionAsync(transfer.Receiver, outcome.Id.ToString())).MustBe(200);
            Assert.Equal(
                (transfer.Sender.Id, transfer.Receiver.Id, transfer.Amount, "completed", transfer.Name),
                (answer.Text("sender_id"), answer.Text("receiver_id"), answer.Number("amount"), answer.Text("status"), answer.Text("description")));
        });
    }

    /// <summary>Asking again for what was acknowledged answers the same and moves nothing.</summary>
    private static async Task AssertReplaysAsync(Scenario scenario, Random random, TransferHistory history)
    {
        var sample = history.With<TransferAcknowledged>().ToArray();
        random.Shuffle(sample);
        foreach (var (transfer, outcome) in sample.Take(100))
            Assert.Equal(outcome with { IsReplay = true }, await transfer.SendAsync(scenario.Client));

        await AssertSoundAsync(scenario, history);
    }
}

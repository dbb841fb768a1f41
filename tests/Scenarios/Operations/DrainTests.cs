using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Harness;
using Nusaloka.Scenarios.Wallets;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Operations;

/// <summary>SIGTERM is not an accident: nobody who was let in is sent away.</summary>
public sealed class DrainTests(ITestOutputHelper output)
{
    private const int PeopleCount = 8;
    private const int ClientCount = 8;
    private const int RequestsBeforeSigterm = 300;
    private const long StartMoney = 10_000_000;

    [Fact]
    public async Task Sigterm_UnderLoad_AnswersEverythingItAcceptedAndExitsWithZero()
    {
        var random = Seed.Draw(output);
        await using var scenario = await Scenario.StartAsync(output);
        var people = await scenario.RegisterPeopleAsync(PeopleCount, StartMoney);
        var history = new TransferHistory();
        var underLoad = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var clients = LoadUntilNobodyAnswersAsync(scenario.Client, random, people, history, underLoad);
        await underLoad.Task;
        var exitCode = await scenario.Process.TerminateAsync();
        await clients;

        Assert.Equal(0, exitCode);
        Assert.Empty(history.With<TransferRefused>());
        Assert.All(history.With<TransferUnanswered>(), unanswered => Assert.DoesNotMatch("^[0-9]{3} ", unanswered.Outcome.Reason));
        var ledger = await LedgerSnapshot.ReadAsync(scenario.Database.DataSource);
        Findings.AssertNone(LedgerChecker.Check(ledger, PeopleCount * StartMoney));
        Findings.AssertNone(history.Contradictions(ledger));
        Findings.AssertNone(UnansweredThatHappened(history, ledger));
    }

    /// <summary>A client stops at the first request that gets no answer: the process has stopped listening.</summary>
    private static async Task LoadUntilNobodyAnswersAsync(
        NusalokaClient client, Random random, Person[] people, TransferHistory history, TaskCompletionSource underLoad)
    {
        using var plan = PlannedTransfer.Draw(random, people, 1_000_000, maxAmount: 100).GetEnumerator();
        var planLock = new Lock();
        var sent = 0;
        await Task.WhenAll(Enumerable.Range(0, ClientCount).Select(async _ =>
        {
            TransferOutcome outcome;
            do
            {
                var transfer = Next();
                outcome = await transfer.SendAsync(client);
                history.Record(transfer, outcome);
                if (Interlocked.Increment(ref sent) == RequestsBeforeSigterm)
                    underLoad.SetResult();
            }
            while (outcome is TransferAcknowledged);
        }));
        underLoad.TrySetResult();

        PlannedTransfer Next()
        {
            lock (planLock)
            {
                plan.MoveNext();
                return plan.Current;
            }
        }
    }

    /// <summary>A request without an answer is one that was never taken in: nothing of it may be found.</summary>
    private static IEnumerable<string> UnansweredThatHappened(TransferHistory history, LedgerSnapshot ledger)
    {
        var done = ledger.Transfers.Select(transfer => transfer.Description).ToHashSet(StringComparer.Ordinal);
        return history.With<TransferUnanswered>().Where(unanswered => done.Contains(unanswered.Transfer.Name))
            .Select(unanswered => $"{unanswered.Transfer.Name} was done and not answered: {unanswered.Outcome.Reason}");
    }
}

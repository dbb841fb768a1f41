using Nusaloka.Scenarios.Accounts;
using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Harness;
using Nusaloka.Scenarios.Load;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>The load and its checkers on one process that is everything, where a fault is felt by all.</summary>
public sealed class LoadOnOneProcessTests(ITestOutputHelper output)
{
    private const int KillCount = 5;
    private const int KillsAmidRegistrations = 3;
    private const int RegistrationCount = 8;
    private const int AtOnce = 4;
    private const int FewestRequestsBetween = 50;
    private const int MostRequestsBetween = 400;

    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ReservationPatience = TimeSpan.FromSeconds(75);

    [Fact]
    public Task Kill9FiveTimesThenSigterm_OnlyProcessUnderLoad_NothingIsLostAndNothingTakenInFails() =>
        ClusterScenario.RunAsync(output, new ClusterSetup { Silos = 0 }, async scenario =>
        {
            var process = scenario.Cluster.Apis[0];
            // Every client always waits for an answer, so each kill is in the middle of some writes.
            scenario.Hurry(true);
            var killed = scenario.History.Mark("kills");
            var registrations = new List<Task>();
            for (var kill = 1; kill <= KillCount; kill++)
            {
                if (kill <= KillsAmidRegistrations)
                    registrations.Add(await BeginToRegisterAsync(scenario));
                else
                    await UntilRandomPointAsync(scenario);
                scenario.History.Mark($"kill -9, number {kill}");
                await process.KillAsync();
                await process.StartAsync();
            }

            var back = scenario.History.Mark("back from the kills");
            await scenario.UntilAllAnswerAsync(back, RecoveryLimit);

            var terminated = scenario.History.Mark("SIGTERM");
            var exitCode = await process.TerminateAsync();
            await process.StartAsync();
            var backAgain = scenario.History.Mark("back from SIGTERM");
            scenario.Hurry(false);
            await scenario.UntilAllAnswerAsync(backAgain, RecoveryLimit);
            await scenario.StopLoadAsync();

            CheckKills(scenario, AvailabilityReport.Of([.. scenario.History.Attempts.Where(attempt => attempt.End < terminated)], killed, back));
            scenario.Expect(exitCode == 0, $"The process ended with exit code {exitCode}.");
            CheckSigterm(scenario, AvailabilityReport.Of(scenario.History.Attempts, terminated, backAgain));
            scenario.Expect(DoneWithoutAnAnswer(scenario.History, terminated));
            await Task.WhenAll(registrations);
            await EverybodyGetsInAsync(scenario, process);
        });

    /// <summary>Many register at once; returns when some have reserved their address and have no account yet.</summary>
    private static async Task<Task> BeginToRegisterAsync(ClusterScenario scenario)
    {
        var left = await OpenReservations.CountAsync(scenario.Servers.Database);
        var registrations = scenario.RegisterAtOnceAsync(RegistrationCount);
        await Eventually.TrueAsync("a reservation", async () => await OpenReservations.CountAsync(scenario.Servers.Database) > left);
        return registrations;
    }

    private static Task UntilRandomPointAsync(ClusterScenario scenario)
    {
        var point = scenario.History.Count + scenario.Random.Next(FewestRequestsBetween, MostRequestsBetween);
        return Eventually.TrueAsync($"request {point}", () => scenario.History.Count >= point);
    }

    /// <summary>Nothing is stuck: whoever ever wanted an address can sign in or register in the end, and has a wallet.</summary>
    private static async Task EverybodyGetsInAsync(ClusterScenario scenario, NusalokaProcess process)
    {
        await Eventually.EqualAsync(
            "all reservations to run out", 0L, () => OpenReservations.CountUnexpiredAsync(scenario.Servers.Database), ReservationPatience);
        using var client = new NusalokaClient(process.Address);
        var people = scenario.History.Attempts.Where(attempt => attempt.Operation.Kind == OperationKind.Registration)
            .Select(attempt => attempt.Operation.Owner).Distinct();
        await Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (person, _) =>
        {
            if (!(await client.TryLogInAsync(person.Email, person.Password)).IsSuccess)
                (await client.TryRegisterAsync(person.Email, person.Email, person.Password)).MustBe(201);
            var signedIn = await client.LogInAsync(person);
            Answer? last = null;
            await Eventually.TrueAsync(
                $"the wallet of {person.Email}",
                async () => (last = await client.TryGetBalanceAsync(signedIn)).IsSuccess,
                () => Task.FromResult($"{last}"),
                ReservationPatience);
        });
    }

    private static void CheckKills(ClusterScenario scenario, AvailabilityReport report)
    {
        scenario.Report("Kills: " + report.Describe());
        scenario.Expect(report.NotRecovered(RecoveryLimit));
        scenario.Expect(report.TooFewUntouched(1).Count > 0, "Nobody felt that the only process was killed: was there any load?");
    }

    private static void CheckSigterm(ClusterScenario scenario, AvailabilityReport report)
    {
        scenario.Report("SIGTERM: " + report.Describe());
        scenario.Expect(report.Failures.Where(attempt => attempt.Status != 0).Select(attempt => $"Taken in and failed: {attempt}"));
        scenario.Expect(report.NotRecovered(RecoveryLimit));
    }

    /// <summary>What got no answer from the process that was asked to stop is what it never took in: nothing of it may be done.</summary>
    private static IEnumerable<string> DoneWithoutAnAnswer(RequestHistory history, TimeSpan terminated) => history.Operations()
        .Where(operation => operation.First() is { Number: 1, Status: 0, Operation.MovesMoney: true } first && first.End >= terminated)
        .Where(operation => operation.FirstOrDefault(attempt => attempt.Status != 0) is { IsReplay: true })
        .Select(operation => $"Done, and not answered: {operation.First()}");
}

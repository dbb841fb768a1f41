using Nusaloka.Scenarios.Load;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>A silo that stands still, is given up by the others, and then goes on where it stood, as if nothing had happened.</summary>
public sealed class PauseTests(ITestOutputHelper output)
{
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WaitingLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(20);

    [Fact]
    public Task Sigstop_OneOfThreeSilosFor20SecondsUnderLoad_ItsLateWritesAreFenced() =>
        ClusterScenario.RunAsync(output, new ClusterSetup(), async scenario =>
        {
            await using var late = await LateSpending.PrepareAsync(scenario);
            var sleeper = late.Silo;

            // The silo's commits are held up, so it is stopped in the middle of them, with others that wait behind; they go on when it
            // wakes up.
            await scenario.WhileHeldAsync(late.HoldUpAsync);
            await scenario.HurryAsync(TimeSpan.FromSeconds(1));
            var paused = scenario.History.Mark($"SIGSTOP {sleeper.Name}");
            sleeper.Pause();
            await late.LetGoAsync();
            await late.SpendElsewhereAsync();
            await scenario.LoadAsync(Length - (scenario.History.Now - paused));
            var resumed = scenario.History.Mark($"SIGCONT {sleeper.Name}");
            sleeper.Resume();
            await late.ExpectRefusalAsync();
            await scenario.UntilAllSeeAsync(silos: 3);
            await scenario.UntilAllAnswerAsync(scenario.History.Now, RecoveryLimit);
            await scenario.StopLoadAsync();

            var asleep = AvailabilityReport.Of([.. scenario.History.Attempts.Where(attempt => attempt.Start < resumed)], paused);
            var awake = AvailabilityReport.Of(scenario.History.Attempts, resumed);
            scenario.Report("Asleep: " + asleep.Describe());
            scenario.Report("Awake again: " + awake.Describe());
            scenario.Expect(asleep.NotRecovered(RecoveryLimit));
            scenario.Expect(asleep.TooFewUntouched(0.25));
            scenario.Expect(awake.NotRecovered(RecoveryLimit));
            scenario.Expect(asleep.Hanging(WaitingLimit));
            scenario.Expect(awake.Hanging(WaitingLimit));
            scenario.Expect(asleep.Impolite());
            scenario.Expect(awake.Impolite());
        });
}

using Nusaloka.Scenarios.Load;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>Redis tells who is a member. While it is away the members go on with what they know.</summary>
public sealed class RedisOutageTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(10);

    [Fact]
    public Task Redis_AwayFor20SecondsThenEmptyUnderLoad_NobodyIsGivenUp() =>
        ClusterScenario.RunAsync(output, new ClusterSetup { OwnRedis = true }, async scenario =>
        {
            var fault = scenario.History.Mark("Redis is killed");
            scenario.Servers.Redis.Stop();
            await scenario.LoadAsync(Length);
            var back = scenario.History.Mark("Redis is back with what it knew");
            await scenario.Servers.Redis.StartAgainAsync();
            await scenario.LoadAsync(Afterwards);
            await scenario.UntilAllSeeAsync(silos: 3);

            var lost = scenario.History.Mark("Redis is killed and loses everything");
            scenario.Servers.Redis.Stop();
            scenario.Servers.Redis.LoseData();
            await scenario.Servers.Redis.StartAgainAsync();
            await scenario.LoadAsync(Afterwards);
            await scenario.UntilAllSeeAsync(silos: 3);
            await scenario.StopLoadAsync();

            var away = AvailabilityReport.Of([.. scenario.History.Attempts.Where(attempt => attempt.End < lost)], fault);
            var empty = AvailabilityReport.Of(scenario.History.Attempts, lost);
            scenario.Report($"Away until {(back - fault).TotalSeconds:0.0} s: {away.Describe()}");
            scenario.Report("Empty: " + empty.Describe());
            scenario.Expect(away.AnyFailures());
            scenario.Expect(empty.NotRecovered(RecoveryLimit));
            scenario.Expect(empty.Impolite());
        });
}

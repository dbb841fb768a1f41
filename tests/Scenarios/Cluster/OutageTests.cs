using System.Globalization;
using System.Net;
using Nusaloka.Scenarios.Load;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>The servers that a cluster stands on are away for a while, one after the other.</summary>
public sealed class OutageTests(ITestOutputHelper output)
{
    private static readonly TimeSpan RedisLength = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PostgresLength = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(10);

    /// <summary>Longer than a lease, so that whoever is to be given up is given up by then.</summary>
    private static readonly TimeSpan AfterRedis = TimeSpan.FromSeconds(6);

    /// <summary>What is promised of half the requests without a database; all of them get some room for a busy machine.</summary>
    private static readonly TimeSpan RefusalLimit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SlowestRefusalLimit = TimeSpan.FromSeconds(6);

    [Fact]
    public Task RedisAndPostgres_AwayUnderLoad_NobodyIsGivenUpAndAllRecover() =>
        ClusterScenario.RunAsync(output, new ClusterSetup { OwnRedis = true, OwnPostgres = true }, async scenario =>
        {
            await WithoutRedisAsync(scenario);
            await WithRedisThatLostEverythingAsync(scenario);
            await WithoutPostgresAsync(scenario);
        });

    /// <summary>Redis tells who is a member. While it is away the members go on with what they know, and nobody notices.</summary>
    private static async Task WithoutRedisAsync(ClusterScenario scenario)
    {
        var fault = scenario.History.Mark("Redis is killed");
        scenario.Servers.Redis.Stop();
        await scenario.LoadAsync(RedisLength);
        var back = scenario.History.Mark("Redis is back with what it knew");
        await scenario.Servers.Redis.StartAgainAsync();
        await scenario.LoadAsync(AfterRedis);
        await scenario.UntilAllSeeAsync(silos: 3);

        var report = AvailabilityReport.Of(scenario.History.Attempts, fault);
        scenario.Report($"Redis away until {(back - fault).TotalSeconds:0.0} s: {report.Describe()}");
        scenario.Expect(report.AnyFailures());
    }

    private static async Task WithRedisThatLostEverythingAsync(ClusterScenario scenario)
    {
        var fault = scenario.History.Mark("Redis is killed and loses everything");
        scenario.Servers.Redis.Stop();
        scenario.Servers.Redis.LoseData();
        await scenario.Servers.Redis.StartAgainAsync();
        await scenario.LoadAsync(AfterRedis);
        await scenario.UntilAllSeeAsync(silos: 3);

        var report = AvailabilityReport.Of(scenario.History.Attempts, fault);
        scenario.Report("Redis empty: " + report.Describe());
        scenario.Expect(report.NotRecovered(RecoveryLimit));
        scenario.Expect(report.Impolite());
    }

    /// <summary>Without PostgreSQL nothing can be done: everyone is told so at once, nobody restarts, and all is well when it is back.</summary>
    private static async Task WithoutPostgresAsync(ClusterScenario scenario)
    {
        var fault = scenario.History.Mark("PostgreSQL is stopped");
        await scenario.Servers.Postgres.StopImmediatelyAsync();
        var away = scenario.History.Mark("PostgreSQL is away");
        await EverybodyIsAliveAndNotReadyAsync(scenario);
        await scenario.LoadAsync(PostgresLength - (scenario.History.Now - away));
        await EverybodyIsAliveAndNotReadyAsync(scenario);
        scenario.History.Mark("PostgreSQL is started");
        await scenario.Servers.Postgres.StartAgainAsync();
        var back = scenario.History.Mark("PostgreSQL is back");
        await scenario.UntilAllAnswerAsync(back, RecoveryLimit);
        await Task.WhenAll(scenario.Cluster.All.Select(process => process.UntilReadyAsync()));
        await scenario.StopLoadAsync();

        var report = AvailabilityReport.Of(scenario.History.Attempts, fault, back);
        scenario.Report("PostgreSQL away: " + report.Describe());
        scenario.Expect(report.NotRecovered(RecoveryLimit));
        scenario.Expect(report.Impolite());
        CheckRefusals(scenario, [.. scenario.History.Attempts.Where(attempt => attempt.Start > away && attempt.Start < back - TimeSpan.FromSeconds(1))]);
    }

    private static Task EverybodyIsAliveAndNotReadyAsync(ClusterScenario scenario) => Task.WhenAll(scenario.Cluster.All.Select(async process =>
    {
        await Eventually.EqualAsync<HttpStatusCode?>(
            $"{process.Name} to say that it is not ready", HttpStatusCode.ServiceUnavailable, () => process.StatusAsync("/ready"));
        scenario.Expect(await process.StatusAsync("/health") == HttpStatusCode.OK, $"{process.Name} says that it is not alive.");
    }));

    private static void CheckRefusals(ClusterScenario scenario, Attempt[] during)
    {
        var durations = during.Select(attempt => attempt.Duration).Order().ToArray();
        scenario.Expect(during.Where(attempt => attempt.IsSuccess).Select(attempt => $"Answered without a database: {attempt}"));
        scenario.Expect(durations.Length > 0, "Nobody asked for anything while PostgreSQL was away.");
        if (durations.Length == 0)
            return;

        var (median, slowest) = (durations[durations.Length / 2], durations[^1]);
        scenario.Report(string.Create(
            CultureInfo.InvariantCulture, $"{durations.Length} refusals while away: p50 {median.TotalMilliseconds:0} ms, slowest {slowest.TotalMilliseconds:0} ms."));
        scenario.Expect(median < RefusalLimit, $"Half of the refusals took longer than {median}.");
        scenario.Expect(slowest < SlowestRefusalLimit, $"A refusal took {slowest}.");
    }
}

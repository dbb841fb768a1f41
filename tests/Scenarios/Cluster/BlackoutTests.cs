using Nusaloka.Scenarios.Accounts;
using Nusaloka.Scenarios.Load;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>All silos die at once and are away while things fall due.</summary>
public sealed class BlackoutTests(ITestOutputHelper output)
{
    // As many as a slow machine hashes the passwords of well within the limit: it is recovery that is looked at.
    private const int RegistrationCount = 8;
    private const int FewestReservations = 3;

    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WaitingLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ReservationPatience = TimeSpan.FromSeconds(45);

    [Fact]
    public Task Kill9_AllSilosWhileReservationsAndHoldsRunOut_ComeBackAndFinishWhatTheyFind() =>
        ClusterScenario.RunAsync(output, new ClusterSetup(), async scenario =>
        {
            var held = await MoneyOnHold.PlaceAsync(scenario);
            var registrations = scenario.RegisterAtOnceAsync(RegistrationCount);
            await Eventually.TrueAsync(
                "some reservations", async () => await OpenReservations.CountAsync(scenario.Servers.Database) >= FewestReservations);
            var fault = scenario.History.Mark("kill -9 of all silos");
            await Task.WhenAll(scenario.Cluster.Silos.Select(silo => silo.KillAsync()));
            var left = await OpenReservations.CountAsync(scenario.Servers.Database);
            await Eventually.EqualAsync(
                "all reservations to run out", 0L, () => OpenReservations.CountUnexpiredAsync(scenario.Servers.Database), ReservationPatience);
            await held.UntilDueAsync();

            scenario.History.Mark("start all silos");
            await Task.WhenAll(scenario.Cluster.Silos.Select(silo => silo.StartAsync()));
            var back = scenario.History.Mark("all silos are ready");
            await scenario.UntilAllSeeAsync(silos: 3);
            await registrations;
            await held.ExpectExpiryAsync();
            await scenario.UntilAllAnswerAsync(back, RecoveryLimit);
            await scenario.StopLoadAsync();

            var report = AvailabilityReport.Of(scenario.History.Attempts, fault, back);
            scenario.Report($"{left} reservations were left behind. {report.Describe()}");
            scenario.Expect(left > 0, "The crash left no reservation behind.");
            scenario.Expect(report.NotRecovered(RecoveryLimit));
            scenario.Expect(report.Hanging(WaitingLimit));
            scenario.Expect(report.Impolite());
            await CheckAllAreRegisteredAsync(scenario);
        });

    /// <summary>Whoever kept asking has an account in the end, whatever was reserved for a registration that never came to its end.</summary>
    private static async Task CheckAllAreRegisteredAsync(ClusterScenario scenario)
    {
        var there = (await RegistrationChecker.ReadAsync(scenario.Servers.Database)).Select(account => account.Email).ToHashSet(StringComparer.Ordinal);
        scenario.Expect(scenario.History.Operations()
            .Where(operation => operation.First().Operation is { Kind: OperationKind.Registration, Owner.Email: var email } && !there.Contains(email))
            .Select(operation => $"Nobody got {operation.First().Operation.Owner.Email}: {operation.Last()}"));
    }
}

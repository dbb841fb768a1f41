using System.Collections.Immutable;
using Nusaloka.Grains.Operations;
using Nusaloka.Operations;

namespace Nusaloka.Grains.Tests.Operations;

public sealed class ClusterReportsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void With_SameProcessAgain_ReplacesItsReport()
    {
        var reports = ClusterReports.None.With(Silo("a") with { Kinds = [new KindReport("wallet", 7, 0, 0)] }, Now);

        var next = reports.With(Silo("a") with { Kinds = [new KindReport("wallet", 9, 0, 0)] }, Now.AddSeconds(1));

        Assert.Equal(9, Assert.Single(next.Kinds(Now.AddSeconds(1))).Activations);
        Assert.Equal(Now.AddSeconds(1), Assert.Single(next.Cluster(Now.AddSeconds(1)).Processes).ReportedAt);
    }

    [Fact]
    public void Cluster_SilentProcess_IsGoneAfterSecondsAndForgottenAfterHalfAMinute()
    {
        var reports = ClusterReports.None.With(Silo("a"), Now);

        Assert.Equal(ProcessState.Active, Assert.Single(reports.Cluster(Now.AddSeconds(5)).Processes).State);
        Assert.Equal(ProcessState.Gone, Assert.Single(reports.Cluster(Now.AddSeconds(6)).Processes).State);
        Assert.Empty(reports.Kinds(Now.AddSeconds(6)));
        Assert.Single(reports.Forget(Now.AddSeconds(30)).Newest);
        Assert.Empty(reports.Forget(Now.AddSeconds(31)).Newest);
    }

    [Fact]
    public void Cluster_NewestViewWithoutTheSilo_SaysThatItIsGone()
    {
        var evicted = Silo("a", view: 3, members: [Member("a"), Member("b")]);
        var survivor = Silo("b", view: 4, members: [Member("b")]);

        var cluster = ClusterReports.None.With(evicted, Now).With(survivor, Now).Cluster(Now);

        Assert.Equal(4, cluster.ViewVersion);
        Assert.Equal([("a", ProcessState.Gone), ("b", ProcessState.Active)], cluster.Processes.Select(process => (process.Name, process.State)));
    }

    [Fact]
    public void Cluster_ProcessThatLeaves_IsBelieved()
    {
        var leaving = Silo("a", members: [Member("a")]);
        leaving = leaving with { Process = leaving.Process with { State = ProcessState.ShuttingDown } };

        Assert.Equal(ProcessState.ShuttingDown, Assert.Single(ClusterReports.None.With(leaving, Now).Cluster(Now).Processes).State);
    }

    [Fact]
    public void With_MoreProcessesThanAreRemembered_DropsTheOneSilentForLongest()
    {
        var reports = ClusterReports.None;
        for (var i = 0; i <= ClusterReports.MaxProcesses; i++)
            reports = reports.With(Silo($"silo-{i}"), Now.AddMilliseconds(i));

        Assert.Equal(ClusterReports.MaxProcesses, reports.Newest.Count);
        Assert.False(reports.Newest.ContainsKey("silo-0"));
    }

    [Fact]
    public void Kinds_SeveralSilos_AddUp()
    {
        var a = Silo("a") with { Kinds = [new KindReport("wallet", 3, 4, 2)], Methods = [Method("wallet", "TransferAsync", calls: 100, errors: 1, recent: 60)] };
        var b = Silo("b") with { Kinds = [new KindReport("wallet", 5, 1, 1), new KindReport("account", 0, 0, 0)], Methods = [Method("wallet", "TransferAsync", calls: 50, errors: 0, recent: 30)] };

        var kinds = ClusterReports.None.With(a, Now).With(b, Now).Kinds(Now);

        Assert.Equal(["account", "wallet"], kinds.Select(kind => kind.Kind));
        var wallet = kinds[1];
        Assert.Equal((2, 8, 5, 2), (wallet.Silos, wallet.Activations, wallet.Waiting, wallet.LongestMailbox));
        Assert.Equal((150L, 1L, 1.5), (wallet.Calls.Total, wallet.Calls.Errors, wallet.Calls.PerSecond));
        Assert.NotNull(wallet.Calls.P99);
        Assert.Equal((0, null), (kinds[0].Silos, kinds[0].Calls.P99));
    }

    [Fact]
    public void Methods_EachOrder_PutsItsOwnFirst()
    {
        var reports = ClusterReports.None.With(Silo("a") with
        {
            Methods =
            [
                Method("account", "VerifyPasswordAsync", calls: 5, errors: 0, recent: 5, bucket: 60),
                Method("wallet", "TransferAsync", calls: 500, errors: 0, recent: 400, bucket: 30),
                Method("wallet", "DebitAsync", calls: 50, errors: 40, recent: 20, bucket: 20, recentErrors: 10),
            ],
        }, Now);

        Assert.Equal("VerifyPasswordAsync", reports.Methods(MethodOrder.Slowest, 10)[0].Method);
        Assert.Equal("DebitAsync", reports.Methods(MethodOrder.Errors, 10)[0].Method);
        Assert.Equal("TransferAsync", reports.Methods(MethodOrder.Calls, 10)[0].Method);
        Assert.Equal(2, reports.Methods(MethodOrder.Calls, 2).Length);
    }

    private static MemberReport Member(string name) => new(name, AddressOf(name), ProcessState.Active);

    private static string AddressOf(string name) => $"S127.0.0.1:11111:{name}";

    private static ProcessReport Silo(string name, long view = 1, ImmutableArray<MemberReport>? members = null) => new(
        new ProcessFigures(name, "silo", name, AddressOf(name), true, ProcessState.Active, view, Now, "0.1.0", "jakarta-1", 1, 0.1, 1, 0, 0, Now),
        members ?? [],
        [new KindReport("wallet", 1, 0, 0)],
        TimeSpan.FromSeconds(60),
        []);

    private static MethodReport Method(string kind, string method, long calls, long errors, long recent, int bucket = 10, long recentErrors = 0)
    {
        var counts = new long[CallDurations.BucketCount];
        counts[bucket] = recent;
        return new MethodReport(kind, method, calls, errors, recent, recentErrors, CallDurations.Of(counts));
    }
}

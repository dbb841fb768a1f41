using Nusaloka.Runtime.Conformance.Clusters;
using Nusaloka.Runtime.Conformance.Silo.Exceptions;

namespace Nusaloka.Runtime.Conformance.Exceptions;

public abstract class ExceptionTests(TestCluster cluster) : ConformanceTest(cluster)
{
    [Theory(Timeout = TestCluster.TestMilliseconds)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Exception_OfTheGrain_ReachesTheCallerAsItWasThrown(bool atOnce)
    {
        var grain = NewGrain<IFailingGrain>();

        var exception = await Assert.ThrowsAsync<NoSuchAccountException>(() => atOnce ? grain.FailAtOnceAsync("no account 7") : grain.FailAsync("no account 7"));

        Assert.Equal("no account 7", exception.Message);
        Assert.Contains(
            $"{nameof(FailingGrain)}.{(atOnce ? nameof(IFailingGrain.FailAtOnceAsync) : nameof(IFailingGrain.FailAsync))}", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Exception_ThroughAnotherGrain_KeepsItsTypeAndStack()
    {
        var (one, other) = await NewPairAsync<IFailingGrain>();

        var exception = await Assert.ThrowsAsync<NoSuchAccountException>(() => one.FailThroughAsync(other.GetPrimaryKeyString(), "deep"));

        Assert.Equal("deep", exception.Message);
        Assert.Contains($"{nameof(FailingGrain)}.{nameof(IFailingGrain.FailAsync)}", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory(Timeout = TestCluster.TestMilliseconds)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Exception_WithInnerOnes_BringsThem(bool throughAnother)
    {
        var (one, other) = await NewPairAsync<IFailingGrain>();

        var outer = await Assert.ThrowsAsync<InvalidOperationException>(() => throughAnother
            ? one.FailDeepThroughAsync(other.GetPrimaryKeyString(), "outer", "middle", "inner")
            : one.FailDeepAsync("outer", "middle", "inner"));

        Assert.Equal("outer", outer.Message);
        var middle = Assert.IsType<InvalidDataException>(outer.InnerException);
        Assert.Equal("middle", middle.Message);
        var inner = Assert.IsType<NoSuchAccountException>(middle.InnerException);
        Assert.Equal("inner", inner.Message);
        Assert.Null(inner.InnerException);
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Exception_ThatTheCallerHasNoClassFor_NamesItAndKeepsItsMessage()
    {
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => NewGrain<IFailingGrain>().FailUnheardOfAsync("nobody knows me"));

        Assert.Contains("UnheardOfException", exception.ToString(), StringComparison.Ordinal);
        Assert.Contains("nobody knows me", exception.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task UnknownOutcome_ThroughAnotherGrain_StaysOne()
    {
        var (one, other) = await NewPairAsync<IFailingGrain>();

        var exception = await Assert.ThrowsAsync<OutcomeUnknownException>(() => one.LoseThroughAsync(other.GetPrimaryKeyString(), "lost"));

        Assert.Equal("lost", exception.Message);
        Assert.Equal("the cause", Assert.IsType<NoSuchAccountException>(exception.InnerException).Message);
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Exception_OfAnotherGrain_CanBeCaughtByItsClass()
    {
        var (one, other) = await NewPairAsync<IFailingGrain>();

        Assert.Equal($"{nameof(NoSuchAccountException)}: caught", await one.CatchAsync(other.GetPrimaryKeyString(), "caught"));
    }

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Grain_ThatThrew_GoesOn()
    {
        var grain = NewGrain<IFailingGrain>();
        await Assert.ThrowsAsync<NoSuchAccountException>(() => grain.FailAsync("first"));

        var second = await Assert.ThrowsAsync<NoSuchAccountException>(() => grain.FailAsync("second"));

        Assert.Equal("second", second.Message);
    }

    [Collection(OneSilo.Tests)]
    public sealed class OnOneSilo(OneSilo cluster) : ExceptionTests(cluster);

    [Collection(ThreeSilos.Tests)]
    public sealed class OnThreeSilos(ThreeSilos cluster) : ExceptionTests(cluster);

    [Collection(ThreeProcesses.Tests)]
    public sealed class OnThreeProcesses(ThreeProcesses cluster) : ExceptionTests(cluster);
}

using Nusaloka.Runtime.Conformance.Clusters;
using Nusaloka.Runtime.Conformance.Silo.Serialization;
using Nusaloka.Wallets;

namespace Nusaloka.Runtime.Conformance.Serialization;

/// <summary>Every message arrives as it was sent, by real calls: from the client to a grain, and from there to a grain elsewhere.</summary>
public abstract class MessageTests(TestCluster cluster) : ConformanceTest(cluster)
{
    public static TheoryData<string> Names => [.. MessageTypes.All.Keys];

    [Theory(Timeout = TestCluster.TestMilliseconds)]
    [MemberData(nameof(Names))]
    public async Task Message_WithEveryMemberSet_ComesBackAsItWas(string type) => await ComesBackAsync(new MessageSample(full: true).Of(MessageTypes.All[type]));

    [Theory(Timeout = TestCluster.TestMilliseconds)]
    [MemberData(nameof(Names))]
    public async Task Message_WithEmptyMembers_ComesBackAsItWas(string type) => await ComesBackAsync(new MessageSample(full: false).Of(MessageTypes.All[type]));

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Nothing_ComesBackAsNothing() => Assert.Null(await NewGrain<IParrotGrain>().SayAsync(null));

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Message_AtTheGrain_IsWhatWasSent()
    {
        var balance = new MessageSample(full: true).Of(typeof(Result<WalletBalance>));

        Assert.Equal($"{balance.GetType()} {balance}", await NewGrain<IParrotGrain>().DescribeAsync(balance));
    }

    private async Task ComesBackAsync(object message)
    {
        var (one, other) = await NewPairAsync<IParrotGrain>();

        var back = await one.SayThroughAsync(other.GetPrimaryKeyString(), message);

        Assert.NotNull(back);
        Assert.IsType(message.GetType(), back);
        Assert.Equivalent(message, back, strict: true);
    }

    [Collection(OneSilo.Tests)]
    public sealed class OnOneSilo(OneSilo cluster) : MessageTests(cluster);

    [Collection(ThreeSilos.Tests)]
    public sealed class OnThreeSilos(ThreeSilos cluster) : MessageTests(cluster);

    [Collection(ThreeProcesses.Tests)]
    public sealed class OnThreeProcesses(ThreeProcesses cluster) : MessageTests(cluster);
}

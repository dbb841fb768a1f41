using System.Reflection;
using Nusaloka.Runtime.Conformance.Clusters;
using Nusaloka.Runtime.Conformance.Silo.Serialization;
using Nusaloka.Wallets;

namespace Nusaloka.Runtime.Conformance.Serialization;

/// <summary>Every message arrives as it was sent, by real calls of the client to grains and back.</summary>
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
    public async Task Nothing_ComesBackAsNothing() => Assert.Null(await NewGrain<IParrotGrain>().SayAsync((Error)null!));

    [Fact(Timeout = TestCluster.TestMilliseconds)]
    public async Task Message_AtTheGrain_IsWhatWasSent()
    {
        var transaction = (Transaction)new MessageSample(full: true).Of(typeof(Transaction));

        Assert.Equal($"{transaction}", await NewGrain<IParrotGrain>().DescribeAsync(transaction));
    }

    private static MethodInfo MethodFor(Type type) =>
        Array.Find(typeof(IParrotGrain).GetMethods(), method => method.Name == nameof(IParrotGrain.SayAsync) && method.GetParameters()[0].ParameterType == type)
        ?? throw new InvalidOperationException($"{nameof(IParrotGrain)} cannot say {type}: give it a method.");

    private async Task ComesBackAsync(object message)
    {
        var method = MethodFor(message.GetType());

        var answer = (Task)method.Invoke(NewGrain<IParrotGrain>(), [message])!;
        await answer;

        var back = answer.GetType().GetProperty(nameof(Task<>.Result))?.GetValue(answer);
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

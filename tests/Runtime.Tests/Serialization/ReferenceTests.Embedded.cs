using Nusaloka.Runtime.Serialization;
using Nusaloka.Runtime.Tests.Messaging;
using Nusaloka.Runtime.Tests.Testing;

namespace Nusaloka.Runtime.Tests.Serialization;

public sealed class ReferenceTests
{
    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Reference_ComesBackAndReachesItsGrain()
    {
        await using var cluster = await TestSilos.StartAsync();
        var grain = cluster.Client.GetGrain<ICallGrain>("a");
        await grain.SetAsync(7);

        var back = RoundTrip(grain, grain);

        Assert.Equal(grain, back);
        Assert.Equal(7, await back.GetAsync());
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Reference_AsABaseInterface_KeepsTheInterfaceItHas()
    {
        await using var cluster = await TestSilos.StartAsync();
        var grain = cluster.Client.GetGrain<ICallGrain>("a");

        Assert.IsAssignableFrom<ICallGrain>(RoundTrip<IEchoer>(grain, grain));
        Assert.IsAssignableFrom<ICallGrain>(RoundTrip<IAddressable>(grain, grain));
        Assert.IsAssignableFrom<ICallGrain>(RoundTrip((GrainReference)(object)grain, grain));
        Assert.Equal([grain, null], RoundTrip<ICallGrain?[]>([grain, null], grain));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Reference_WithoutACluster_CannotBeRead()
    {
        await using var cluster = await TestSilos.StartAsync();
        var data = Wire.Write(cluster.Client.GetGrain<ICallGrain>("a"));

        Assert.Throws<WireFormatException>(() => Wire.Read<ICallGrain>(data));
    }

    private static T RoundTrip<T>(T value, ICallGrain grain)
    {
        var reader = new WireReader(Wire.Write(value), ((GrainReference)(object)grain).Factory);
        return Codec<T>.Read(ref reader);
    }
}

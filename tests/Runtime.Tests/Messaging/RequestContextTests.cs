using Nusaloka.Runtime.Tests.Testing;

namespace Nusaloka.Runtime.Tests.Messaging;

public sealed class RequestContextTests
{
    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Value_OfTheCaller_ReachesGrainsAndTheGrainsTheyCall()
    {
        await using var cluster = await TestSilos.StartAsync();
        RequestContext.Set("who", "Sari");

        Assert.Equal("Sari", await cluster.Client.GetGrain<ICallGrain>("a").ReadContextAsync("who"));
        Assert.Equal("Sari", await cluster.Client.GetGrain<ICallGrain>("a").ReadContextThroughAsync("b", "who"));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Value_SetByAGrain_StaysInItsRequest()
    {
        await using var cluster = await TestSilos.StartAsync();
        var grain = cluster.Client.GetGrain<ICallGrain>(Patience.NewName());

        await grain.ChangeContextAsync("who", "Budi");

        Assert.Null(RequestContext.Get("who"));
        Assert.Null(await grain.ReadContextAsync("who"));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Value_Removed_ReachesNobody()
    {
        await using var cluster = await TestSilos.StartAsync();
        RequestContext.Set("who", "Sari");

        Assert.True(RequestContext.Remove("who"));

        Assert.Null(await cluster.Client.GetGrain<ICallGrain>("a").ReadContextAsync("who"));
        Assert.False(RequestContext.Remove("who"));
    }
}

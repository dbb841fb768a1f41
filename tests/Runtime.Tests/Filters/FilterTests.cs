using Nusaloka.Runtime.Tests.Testing;

namespace Nusaloka.Runtime.Tests.Filters;

public sealed class FilterTests
{
    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task IncomingFilters_RunInOrder_ThenTheGrainsOwn()
    {
        await using var cluster = await TestSilos.StartAsync(silo: silo => silo
            .AddIncomingGrainCallFilter(context => WrapAsync(context, "first"))
            .AddIncomingGrainCallFilter(context => WrapAsync(context, "second")));

        Assert.Equal("first(second(own(<hello>)))", await cluster.Client.GetGrain<IFilteredGrain>("a").SayAsync("hello"));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task OutgoingFilters_OfClientAndSilo_RunWhereTheCallLeaves()
    {
        await using var cluster = await TestSilos.StartAsync(
            silo: silo => silo.AddOutgoingGrainCallFilter(context => WrapAsync(context, "silo")),
            client: client => client.AddOutgoingGrainCallFilter(context => WrapAsync(context, "client")));

        Assert.Equal("client(own(<x>))", await cluster.Client.GetGrain<IFilteredGrain>("a").SayAsync("x"));
        Assert.Equal("client(own(silo(own(<x>))))", await cluster.Client.GetGrain<IFilteredGrain>("a").SayThroughAsync("b", "x"));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Filter_SeesTheCallAndMayChangeItsArguments()
    {
        var name = Patience.NewName();
        await using var cluster = await TestSilos.StartAsync(silo: silo => silo.AddIncomingGrainCallFilter(async context =>
        {
            if (context.Grain is FilteredGrain && context.MethodName == nameof(IFilteredGrain.SayAsync))
            {
                Journal.Write(name, $"{context.TargetId} {context.SourceId} {context.InterfaceMethod.Name} {context.ImplementationMethod.DeclaringType!.Name} {context.Request.GetArgument(0)}");
                context.Request.SetArgument(0, "changed");
            }

            await context.Invoke();
        }));

        var said = await cluster.Client.GetGrain<IFilteredGrain>("a").SayThroughAsync("b", "x");

        Assert.Equal("own(own(<changed>))", said);
        Assert.Equal(["filtered/b filtered/a SayAsync FilteredGrain x"], Journal.Of(name));
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Filter_SeesTheExceptionAndMayReplaceIt()
    {
        await using var cluster = await TestSilos.StartAsync(silo: silo => silo.AddIncomingGrainCallFilter(async context =>
        {
            try
            {
                await context.Invoke();
            }
            catch (InvalidDataException exception)
            {
                throw new NotSupportedException("replaced", exception);
            }
        }));

        var replaced = await Assert.ThrowsAsync<NotSupportedException>(() => cluster.Client.GetGrain<IFilteredGrain>("a").FailAsync());

        Assert.Equal("replaced", replaced.Message);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Filter_MaySetTheRequestContextOfTheCall()
    {
        var name = Patience.NewName();
        await using var cluster = await TestSilos.StartAsync(
            silo: silo => silo.AddIncomingGrainCallFilter(context =>
            {
                Journal.Write(name, $"{RequestContext.Get("who")}");
                return context.Invoke();
            }),
            client: client => client.AddOutgoingGrainCallFilter(context =>
            {
                RequestContext.Set("who", "Sari");
                return context.Invoke();
            }));

        await cluster.Client.GetGrain<IFilteredGrain>("a").SayAsync("x");

        Assert.Contains("Sari", Journal.Of(name));
    }

    private static async Task WrapAsync(IGrainCallContext context, string name)
    {
        await context.Invoke();
        if (context.Result is string said && context.InterfaceMethod.DeclaringType == typeof(IFilteredGrain)) context.Result = $"{name}({said})";
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Nusaloka.Runtime.Tests.Messaging;
using Nusaloka.Runtime.Tests.Testing;
using Orleans.Configuration;

namespace Nusaloka.Runtime.Tests.Hosting;

public sealed class HostingTests
{
    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task UseOrleans_GivesTheHostASiloThatItCanCall()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(silo => silo.UseLocalhostClustering(serviceId: "shop", clusterId: "blue"));
        using var host = builder.Build();
        await host.StartAsync();

        Assert.Equal("hi", await host.Services.GetRequiredService<IGrainFactory>().GetGrain<ICallGrain>("a").EchoAsync("hi"));
        Assert.Equal("hi", await host.Services.GetRequiredService<IClusterClient>().GetGrain<ICallGrain>("a").EchoAsync("hi"));
        Assert.Equal("blue", host.Services.GetRequiredService<ILocalSiloDetails>().ClusterId);
        Assert.Equal("shop", host.Services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId);
        await host.StopAsync();
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task CollectionAge_BelowTheQuantum_IsRefusedAtStart()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(silo => silo.UseLocalhostClustering().Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromSeconds(1)));
        using var host = builder.Build();

        await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync());
    }
}

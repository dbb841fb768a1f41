using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Nusaloka.Silo.Operations;

/// <summary>
/// The HTTP server of a silo process, which answers operators until the silo has left the cluster. A host stops its server first and the
/// silo after it; this one stays when it is asked to stop, and goes when everything else has stopped.
/// </summary>
internal sealed class LingeringServer(IServer server) : IServer, IHostedLifecycleService
{
    /// <inheritdoc/>
    public IFeatureCollection Features => server.Features;

    /// <summary>Has the process's server stay.</summary>
    public static void Register(IServiceCollection services)
    {
        var kestrel = services.Last(service => service.ServiceType == typeof(IServer)).ImplementationType
            ?? throw new InvalidOperationException("The process's server is not registered by its type.");
        services.AddSingleton(provider => new LingeringServer((IServer)ActivatorUtilities.CreateInstance(provider, kestrel)));
        services.AddSingleton<IServer>(provider => provider.GetRequiredService<LingeringServer>());
        services.AddHostedService(provider => provider.GetRequiredService<LingeringServer>());
    }

    /// <inheritdoc/>
    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull => server.StartAsync(application, cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Everything else has stopped.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => server.Dispose();

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

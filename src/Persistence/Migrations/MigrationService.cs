using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Nusaloka.Persistence.Migrations;

/// <summary>Migrates before any hosted service starts, so that nothing meets an older schema.</summary>
internal sealed class MigrationService(Migrator migrator, IOptions<PersistenceOptions> options) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) =>
        options.Value.MigrateOnStart ? migrator.MigrateAsync(cancellationToken) : Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Nusaloka.Persistence.Chat;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Persistence.Migrations;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Persistence.Projections;
using Nusaloka.Persistence.Reminders;
using Nusaloka.Persistence.Storage;
using Orleans.Providers;
using Orleans.Storage;

namespace Nusaloka.Persistence;

/// <summary>Adds PostgreSQL persistence to a silo.</summary>
public static class PersistenceServiceCollectionExtensions
{
    /// <summary>
    /// Adds the data source, migrations at start, and grain storage under Orleans' default name, with group commit,
    /// projections and the outbox as part of every write, and the table of reminders. <see cref="OutboxServiceCollectionExtensions.AddOutboxDelivery"/> delivers.
    /// </summary>
    public static IServiceCollection AddNusalokaPersistence(this IServiceCollection services, Action<PersistenceOptions> configure)
    {
        services.AddOptions<PersistenceOptions>().Configure(configure).ValidateDataAnnotations().ValidateOnStart();
        services.AddMetrics();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PersistenceMetrics>();
        services.TryAddSingleton(provider => PersistenceDataSource.Create(provider.GetRequiredService<IOptions<PersistenceOptions>>().Value));
        services.TryAddSingleton<Migrator>();
        services.AddHostedService<MigrationService>();
        services.TryAddSingleton<ProjectionRegistry>();
        services.TryAddSingleton(provider => new ProjectionRebuilder(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<ProjectionRegistry>(), provider.GetRequiredService<ILogger<ProjectionRebuilder>>()));
        services.TryAddSingleton<OutboxDeadLetters>();
        services.TryAddSingleton<StateWriteQueue>();
        services.TryAddSingleton<ILedger, PostgresLedger>();
        services.TryAddSingleton<IMessageLane, MessageLane>();
        services.TryAddSingleton(provider => new LedgerVerifier(provider.GetRequiredService<NpgsqlDataSource>()));
        services.TryAddSingleton(provider => new LedgerAnchors(provider.GetRequiredService<NpgsqlDataSource>()));
        services.TryAddSingleton<PostgresGrainStorage>();
        services.AddKeyedSingleton<IGrainStorage>(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, (provider, _) => provider.GetRequiredService<PostgresGrainStorage>());
        services.TryAddSingleton<IGrainStorage>(provider => provider.GetRequiredService<PostgresGrainStorage>());
        // The table of whichever reminder service the silo adds: both runtimes take the one that is registered.
        services.AddSingleton<IReminderTable, PostgresReminderTable>();
        return services;
    }

    /// <summary>Keeps a read model of all states of a kind. The kind is the grain type, with "/" and the state's name when that is not "state".</summary>
    public static IServiceCollection AddProjection<TState, TProjection>(this IServiceCollection services, string kind)
        where TState : notnull
        where TProjection : class, IProjection<TState>
    {
        services.TryAddSingleton<TProjection>();
        return services.AddSingleton<ProjectionRegistration>(
            provider => new ProjectionRegistration<TState>(kind, provider.GetRequiredService<TProjection>()));
    }
}

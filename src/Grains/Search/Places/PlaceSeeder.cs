using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Nusaloka.Grains.Search.Places;

/// <summary>Puts the sample into an empty table of places when a silo starts.</summary>
internal sealed partial class PlaceSeeder(PlaceStore store, ILogger<PlaceSeeder> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await store.ReadVersionAsync(cancellationToken) == 0
                && await store.LoadAsync(PlaceSample.Read(), PlaceSample.Source, onlyIfEmpty: true, cancellationToken))
            {
                LogSeeded();
            }
        }
        catch (NpgsqlException exception)
        {
            // A silo starts without its database too; the next one seeds.
            LogNotSeeded(exception);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 6302, Level = LogLevel.Information, Message = "Places are the sample; ./nusaloka load-places FILE loads all")]
    private partial void LogSeeded();

    [LoggerMessage(EventId = 6303, Level = LogLevel.Warning, Message = "The sample of places could not be stored; the next start tries again")]
    private partial void LogNotSeeded(Exception exception);
}

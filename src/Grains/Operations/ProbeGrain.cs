using Npgsql;
using Nusaloka.Operations;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Operations;

/// <summary>Asks PostgreSQL for an answer.</summary>
[StatelessWorker]
internal sealed class ProbeGrain(NpgsqlDataSource dataSource) : Grain, IProbeGrain
{
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select 1");
        await command.ExecuteScalarAsync(cancellationToken);
    }
}

using Nusaloka.Accounts.Programs;

namespace Nusaloka.Api.Auth.Programs;

/// <summary>Programs as their grain has them.</summary>
public sealed class GrainProgramSource(IGrainFactory grains) : IProgramSource
{
    /// <inheritdoc/>
    public Task<KnownPrograms> ListAsync(CancellationToken cancellationToken) =>
        grains.GetGrain<IProgramsGrain>(IProgramsGrain.Key).ListAsync(cancellationToken);
}

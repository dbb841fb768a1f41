namespace Nusaloka.Operations;

/// <summary>Says whether a silo can do its work. A stateless worker; key: any, by custom <c>"0"</c>.</summary>
[Alias("nusaloka.IProbeGrain")]
public interface IProbeGrain : IGrainWithStringKey
{
    /// <summary>Asks the database for an answer. Throws when there is none.</summary>
    [Alias("Check")]
    Task CheckAsync(CancellationToken cancellationToken = default);
}

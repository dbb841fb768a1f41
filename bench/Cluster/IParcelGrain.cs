namespace Nusaloka.Bench.Cluster;

/// <summary>A small message, as most are.</summary>
[GenerateSerializer, Immutable, Alias("nusaloka.bench.Parcel")]
public sealed record Parcel([property: Id(0)] Guid Id, [property: Id(1)] string Name, [property: Id(2)] long Units, [property: Id(3)] DateTimeOffset At);

/// <summary>Gives back what it gets, so that the call and the two messages are measured.</summary>
[Alias("nusaloka.bench.IParcelGrain")]
public interface IParcelGrain : IGrainWithStringKey
{
    [Alias("Echo")]
    Task<Parcel> EchoAsync(Parcel parcel);

    /// <summary>The port of the silo it lives on.</summary>
    [Alias("Where")]
    Task<int> WhereAsync();
}

/// <inheritdoc cref="IParcelGrain"/>
public sealed class ParcelGrain(ILocalSiloDetails silo) : Grain, IParcelGrain
{
    public Task<Parcel> EchoAsync(Parcel parcel) => Task.FromResult(parcel);

    public Task<int> WhereAsync() => Task.FromResult(silo.SiloAddress.Endpoint.Port);
}

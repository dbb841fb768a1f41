namespace Nusaloka.Bench.Measuring;

/// <summary>What every benchmark needs.</summary>
/// <param name="Services">Of a host with a silo in it.</param>
/// <param name="Postgres">The connection string of the database that the silo uses, empty but for its tables.</param>
/// <param name="IsQuick">Whether figures are only to show that it works.</param>
internal sealed record BenchContext(IServiceProvider Services, string Postgres, bool IsQuick)
{
    /// <summary>Whether rounds are half as long: for rows that are many and from which nobody takes more than their order.</summary>
    public bool IsBrief { get; init; }

    public int Rounds => IsQuick ? 1 : 3;

    public TimeSpan Warmup => TimeSpan.FromSeconds(IsQuick ? 0.5 : 2);

    public TimeSpan Duration => TimeSpan.FromSeconds(IsQuick ? 1 : IsBrief ? 2 : 4);

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();
}

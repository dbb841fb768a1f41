using Nusaloka.Runtime.Conformance.Silo.Observation;
using Nusaloka.Testing;

namespace Nusaloka.Runtime.Conformance.Clusters;

/// <summary>
/// A cluster that tests judge: silos with the grains of Runtime.Conformance.Silo, a client outside of them, and, outside of both, a
/// database with the grains' state, their journals and their gates. Tests keep apart by the keys that they make. Nothing of a test
/// reaches into a silo: it may be another process. Silos are named as <see cref="ILocatedGrain.WhereAsync"/> names them.
/// </summary>
public abstract class TestCluster : IAsyncLifetime
{
    /// <summary>For the Timeout of a test, in milliseconds: a test that hangs ends.</summary>
    public const int TestMilliseconds = 180_000;


    /// <summary>How many silos it starts with.</summary>
    public abstract int InitialSilos { get; }

    /// <summary>The client.</summary>
    public abstract IClusterClient Client { get; }

    public Journal Journal => new(Database.DataSource);

    public Gates Gates => new(Database.DataSource);

    protected PostgresDatabase Database { get; } = new();

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        await Database.ExecuteAsync(Journal.Table);
        await Database.ExecuteAsync(Gates.Table);
        await DeployAsync();
    }

    public async Task DisposeAsync()
    {
        await TearDownAsync();
        await Database.DisposeAsync();
    }

    /// <summary>Starts one more silo, and says its name when it serves.</summary>
    public abstract Task<string> StartSiloAsync();

    /// <summary>Lets a silo leave in peace.</summary>
    public abstract Task StopSiloAsync(string silo);

    /// <summary>Takes a silo away without warning.</summary>
    public abstract Task KillSiloAsync(string silo);

    /// <summary>Starts the silos and the client.</summary>
    protected abstract Task DeployAsync();

    protected abstract Task TearDownAsync();
}

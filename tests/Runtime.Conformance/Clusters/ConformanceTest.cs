using System.Security.Cryptography;
using Nusaloka.Runtime.Conformance.Silo.Observation;

namespace Nusaloka.Runtime.Conformance.Clusters;

/// <summary>What the tests of a topic have at hand. A topic is an abstract class; for each kind of cluster a nested one runs its tests.</summary>
public abstract class ConformanceTest(TestCluster cluster)
{
    private const int MostKeysTried = 200;

    protected TestCluster Cluster => cluster;

    protected IClusterClient Client => cluster.Client;

    protected Journal Journal => cluster.Journal;

    protected Gates Gates => cluster.Gates;

    /// <summary>A name that no other test uses.</summary>
    protected static string NewName() => $"n{RandomNumberGenerator.GetHexString(10, lowercase: true)}";

    /// <summary>A grain that no other test uses.</summary>
    protected TGrain NewGrain<TGrain>(string? className = null)
        where TGrain : IGrainWithStringKey => Client.GetGrain<TGrain>(NewName(), className);

    /// <summary>Two grains that no other test uses; on different silos, when the cluster has more than one.</summary>
    protected async Task<(TGrain One, TGrain Other)> NewPairAsync<TGrain>(string? className = null)
        where TGrain : ILocatedGrain
    {
        var one = NewGrain<TGrain>(className);
        if (cluster.InitialSilos == 1) return (one, NewGrain<TGrain>(className));
        var home = await one.WhereAsync();
        for (var i = 0; i < MostKeysTried; i++)
        {
            var other = NewGrain<TGrain>(className);
            if (await other.WhereAsync() != home) return (one, other);
        }

        throw new InvalidOperationException($"{MostKeysTried} grains are all on silo {home}, though there are more silos.");
    }
}

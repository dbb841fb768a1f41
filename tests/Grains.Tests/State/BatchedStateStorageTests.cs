using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.State;
using Nusaloka.Grains.Tests.Cluster;
using Orleans.Storage;

namespace Nusaloka.Grains.Tests.State;

/// <summary>Two activations of one grain on the real storage, as there may be for a moment when a cluster changes.</summary>
public sealed class BatchedStateStorageTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private const int Capacity = 5;

    [Fact]
    public async Task Decide_InTwoActivationsAtOnce_LetsOneOfThemSellEach()
    {
        var id = GrainId.Create("tally", GrainCluster.NewId());
        var sold = new List<int>();
        var lost = 0;
        // Until all is sold, two that have read the same begin anew.
        for (var round = 0; sold.Count < Capacity && round < 100; round++)
        {
            var (one, other) = (await ActivateAsync(id), await ActivateAsync(id));

            foreach (var answer in await Task.WhenAll(one.TakeAllAsync(2), other.TakeAllAsync(2)))
            {
                sold.AddRange(answer.Sold);
                lost += answer.Failed;
            }
        }

        Assert.Equal(Enumerable.Range(1, Capacity), sold.Order());
        Assert.True(lost > 0, "The two have never been in each other's way.");
        Assert.Equal(Capacity, (await ActivateAsync(id)).Taken);
    }

    private async Task<Activation> ActivateAsync(GrainId id)
    {
        var storage = new StoredState<Tally>(cluster.Silos.GetSiloServiceProvider().GetRequiredService<IGrainStorage>(), id);
        await storage.ReadStateAsync();
        return new Activation(storage);
    }

    private sealed class Activation
    {
        private readonly Turns _turns = new();
        private readonly BatchedState<Tally> _state;

        public Activation(StoredState<Tally> storage) => _state = new BatchedState<Tally>(storage, static () => { });

        public int Taken => _state.Value.Taken;

        /// <summary>As many callers, each for one: the numbers that were answered, and how many were told that the write failed.</summary>
        public async Task<(int[] Sold, int Failed)> TakeAllAsync(int callers)
        {
            var calls = Enumerable.Range(0, callers)
                .Select(_ => _turns.RunAsync(() => _state.DecideAsync(
                    static state => WithoutEvents(Tally.Take(state, Capacity)), CancellationToken.None)))
                .ToArray();
            var failed = 0;
            foreach (var call in calls)
            {
                try
                {
                    await call;
                }
                catch (InconsistentStateException)
                {
                    failed++;
                }
            }

            return ([.. calls.Where(static call => call is { IsCompletedSuccessfully: true, Result: not null }).Select(static call => call.Result ?? 0)], failed);
        }

        // Nobody handles them here.
        private static (Tally, int?) WithoutEvents((Tally Next, int? Number) decision) => (decision.Next.WithEvents([]), decision.Number);
    }
}

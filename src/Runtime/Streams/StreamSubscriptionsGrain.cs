using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Storage;

namespace Nusaloka.Runtime.Streams;

/// <inheritdoc cref="IStreamSubscriptionsGrain"/>
[GrainType("stream-subscriptions")]
internal sealed class StreamSubscriptionsGrain : Grain, IStreamSubscriptionsGrain
{
    /// <summary>Into how many shares the subscriptions are divided. It is part of what is stored and must not change.</summary>
    public const int Shares = 32;

    /// <summary>How many one share takes.</summary>
    public const int Limit = 4_096;

    private readonly RedisGrainSubscriptions _redis;
    private readonly IPersistentState<StreamSubscriptionsState> _state;

    /// <summary>The storage is the one named as Microsoft Orleans does, or else the default one.</summary>
    public StreamSubscriptionsGrain(IGrainContext context, IPersistentStateFactory states, IServiceProvider services, RedisStreamHub hub)
    {
        var hasOwn = services.GetKeyedService<IGrainStorage>(ProviderConstants.DEFAULT_PUBSUB_PROVIDER_NAME) is not null;
        _redis = hub.GrainSubscriptions;
        _state = states.Create<StreamSubscriptionsState>(
            context, new PersistentStateAttribute("subscriptions", hasOwn ? ProviderConstants.DEFAULT_PUBSUB_PROVIDER_NAME : null));
    }

    /// <summary>The share that a stream is in.</summary>
    public static string ShareOf(StreamKey stream) =>
        (IdSpan.Create($"{stream.Provider}/{stream.Id}").StableHash(0) % Shares).ToString(CultureInfo.InvariantCulture);

    public async Task AddAsync(StreamSubscriptionEntry entry)
    {
        var entries = _state.State.Entries;
        if (entries.Length >= Limit) throw new LimitExceededException("StreamSubscriptions", entries.Length, Limit, $"in share {this.GetPrimaryKeyString()} of the cluster's explicit subscriptions.");
        await StoreAsync(_state.State with { Entries = entries.Add(entry) });
        try
        {
            await _redis.WriteAsync(entry);
        }
        catch
        {
            // Who subscribes is told that it failed, so it shall not come true later.
            await StoreAsync(_state.State with { Entries = entries });
            throw;
        }
    }

    public async Task RemoveAsync(StreamSubscriptionEntry entry)
    {
        var kept = _state.State.Entries.RemoveAll(other => other.Subscription == entry.Subscription);
        if (kept.Length < _state.State.Entries.Length) await StoreAsync(_state.State with { Entries = kept });
        // Also when it was gone: an earlier try may have ended here.
        await _redis.RemoveAsync(entry);
    }

    public Task<Guid[]> OfAsync(StreamSubscriptionEntry entry) => Task.FromResult<Guid[]>(
        [.. _state.State.Entries.Where(other => other with { Subscription = entry.Subscription } == entry).Select(other => other.Subscription)]);

    public async Task<int> RestoreAsync()
    {
        foreach (var entry in _state.State.Entries) await _redis.WriteAsync(entry);
        return _state.State.Entries.Length;
    }

    private async Task StoreAsync(StreamSubscriptionsState next)
    {
        var before = _state.State;
        try
        {
            _state.State = next;
            await _state.WriteStateAsync();
        }
        catch
        {
            // Whether it is stored is not known; the next activation reads it.
            _state.State = before;
            DeactivateOnIdle();
            throw;
        }
    }
}

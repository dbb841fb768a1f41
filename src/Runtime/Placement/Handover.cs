using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Messaging;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Placement;

/// <summary>
/// Sees to it that a grain is given up elsewhere before it begins here. A silo that has given up everything that a view takes from it has
/// settled that view, says so when it is asked for a grain, and is asked no more. So when all have settled, asking costs one look at a
/// number. Who cannot be asked is passed over, and so is who answers neither that nor the cluster's heartbeat: against writes of such a
/// silo the versions in storage stand. Any thread.
/// </summary>
internal sealed partial class Handover(
    IMembership membership,
    IPlacement placement,
    ITransport transport,
    IOptions<GrainCollectionOptions> collection,
    TimeProvider time,
    ILogger<Handover> logger) : IDisposable
{
    /// <summary>How many views in a row one activation follows before it begins regardless.</summary>
    private const int MaxViews = 8;

    /// <summary>What a silo that drains gets beyond the time that a grain has to come to its end.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<SiloAddress, Peer> _peers = [];
    private long _allSettled;

    /// <summary>The silo for which grains are asked; null before it has a name.</summary>
    public SiloAddress? Self { get; set; }

    /// <summary>Whether the grain belongs here. While nobody else is there to have it, it does.</summary>
    public bool IsOwn(GrainId grainId, ClusterView view) => placement.LastOwnerOf(grainId, view) is not { } owner || owner.Equals(Self);

    /// <summary>
    /// Completes when the grain may begin here, or, with false, when it turns out to belong to another silo. The activation must be findable
    /// before this is called: who gives up grains of a newer view then finds it, or this sees the newer view.
    /// </summary>
    /// <param name="grainId">The grain.</param>
    /// <param name="stillRunsAt">
    /// Called from time to time with the silo at which requests of the grain still run. They may wait for calls that came here and may
    /// interleave with them, so these must go there.
    /// </param>
    public ValueTask<bool> AcquireAsync(GrainId grainId, Action<SiloAddress> stillRunsAt)
    {
        // The activation that others can find is written before the view is read.
        Interlocked.MemoryBarrier();
        var view = membership.View;
        if (!IsOwn(grainId, view)) return ValueTask.FromResult(false);
        return view.Version <= Volatile.Read(ref _allSettled) ? ValueTask.FromResult(true) : new ValueTask<bool>(AskAsync(grainId, view, stillRunsAt));
    }

    /// <summary>Nobody waits for silos that are not in this view.</summary>
    public void Forget(ClusterView view)
    {
        List<Peer> gone;
        lock (_gate)
        {
            gone = [.. _peers.Values.Where(peer => view.Find(peer.Address) is null)];
            foreach (var peer in gone) _peers.Remove(peer.Address);
        }

        foreach (var peer in gone) peer.Gone.Cancel();
    }

    public void Dispose() => Forget(ClusterView.Empty);

    private async Task<bool> AskAsync(GrainId grainId, ClusterView view, Action<SiloAddress> stillRunsAt)
    {
        for (var views = 0; views < MaxViews; views++)
        {
            var peers = Unsettled(view);
            var version = view.Version;
            var answers = await Task.WhenAll(peers.Select(peer => AskAsync(peer, grainId, version, stillRunsAt))).ConfigureAwait(false);
            // Who keeps the grain knows a newer view, by which it is not ours.
            var newest = answers.Append(0).Max(static answer => -answer);
            if (newest > version) await FollowAsync(newest).ConfigureAwait(false);
            var next = membership.View;
            if (!IsOwn(grainId, next)) return false;
            if (next.Version == version) return true;
            view = next;
        }

        LogUnsteady(grainId, MaxViews);
        return true;
    }

    /// <summary>Those who may still have grains that this view takes from them.</summary>
    private List<Peer> Unsettled(ClusterView view)
    {
        lock (_gate)
        {
            var unsettled = new List<Peer>();
            foreach (var member in view.Members)
            {
                if (member.Address.Equals(Self) || membership.View.Find(member.Address) is null) continue;
                if (!_peers.TryGetValue(member.Address, out var peer)) _peers[member.Address] = peer = new Peer(member.Address);
                if (peer.Settled < view.Version) unsettled.Add(peer);
            }

            if (unsettled.Count == 0 && view.Version > _allSettled) Volatile.Write(ref _allSettled, view.Version);
            return unsettled;
        }
    }

    private async Task<long> AskAsync(Peer peer, GrainId grainId, long version, Action<SiloAddress> stillRunsAt)
    {
        var patience = collection.Value.DeactivationTimeout + Grace;
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(peer.Gone.Token);
        await using var clock = time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), waiting, patience, Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        try
        {
            while (true)
            {
                var answer = await transport.ReleaseAsync(peer.Address, grainId, version, waiting.Token).WaitAsync(waiting.Token).ConfigureAwait(false);
                if (answer != ICallReceiver.StillRunning)
                {
                    Settled(peer, answer);
                    return answer;
                }

                stillRunsAt(peer.Address);
            }
        }
        catch (OperationCanceledException) when (peer.Gone.IsCancellationRequested)
        {
            return 0;
        }
        catch (OperationCanceledException)
        {
            LogSilent(peer.Address, grainId, patience);
            Settled(peer, version);
            return 0;
        }
        catch (Exception exception)
        {
            // Said once for each view: a silo that has died may have been asked for thousands of grains.
            if (IsFirstFailure(peer, version)) LogUnasked(exception, peer.Address, grainId, version);
            return 0;
        }
    }

    private bool IsFirstFailure(Peer peer, long version)
    {
        lock (_gate)
        {
            if (peer.UnaskedFor >= version) return false;
            peer.UnaskedFor = version;
            return true;
        }
    }

    private void Settled(Peer peer, long version)
    {
        lock (_gate) peer.Settled = Math.Max(peer.Settled, version);
    }

    private async Task FollowAsync(long version)
    {
        try
        {
            await membership.RefreshAsync(version, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogBehind(exception, version);
        }
    }

    [LoggerMessage(300, LogLevel.Warning, "Silo {Silo} cannot be asked to give up {GrainId}; it is passed over, for this and other grains by version {Version} of the cluster.")]
    private partial void LogUnasked(Exception exception, SiloAddress silo, GrainId grainId, long version);

    [LoggerMessage(301, LogLevel.Warning, "Silo {Silo} did not give up {GrainId} within {Patience}; it is passed over until the cluster changes.")]
    private partial void LogSilent(SiloAddress silo, GrainId grainId, TimeSpan patience);

    [LoggerMessage(302, LogLevel.Warning, "Version {Version} of the cluster, which another silo knows, could not be looked up.")]
    private partial void LogBehind(Exception exception, long version);

    [LoggerMessage(303, LogLevel.Warning, "Grain {GrainId} begins although the cluster has changed {Views} times while it was asked for.")]
    private partial void LogUnsteady(GrainId grainId, int views);

    /// <summary>Another silo. Its token is cancelled when it has left the cluster.</summary>
    private sealed class Peer(SiloAddress address)
    {
        public SiloAddress Address { get; } = address;

        public CancellationTokenSource Gone { get; } = new();

        /// <summary>The newest view by which it has nothing that is not its own. Guarded by the lock.</summary>
        public long Settled { get; set; }

        /// <summary>The newest view by which it could not be asked. Guarded by the lock.</summary>
        public long UnaskedFor { get; set; }
    }
}

using System.Collections.Concurrent;
using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Streams;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Messaging;

/// <summary>The silos of one process as a cluster: who is there, and calls between them by reference, without serialization.</summary>
internal sealed class InProcessNetwork : IMembership, ITransport
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<SiloAddress, ICallReceiver> _receivers = new();
    private volatile ClusterView _view = ClusterView.Empty;

    public event Action<ClusterView>? ViewChanged;

    /// <summary>Nobody is evicted: silos of one process see each other.</summary>
    public event Action<SiloAddress>? Evicted
    {
        add { }
        remove { }
    }

    public ClusterView View => _view;

    /// <summary>The table is this object.</summary>
    public TableContact Contact => default;

    /// <summary>The streams of the cluster.</summary>
    public StreamHub Streams { get; } = new();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task JoinAsync(SiloAddress silo, string name, CancellationToken cancellationToken)
    {
        Change(view => view.Find(silo) is null ? view.With(new SiloMember(silo, name, SiloStatus.Active)) : view);
        return Task.CompletedTask;
    }

    public Task LeaveAsync(SiloAddress silo, CancellationToken cancellationToken)
    {
        Change(view => view.Find(silo) is { Status: SiloStatus.Active } member ? view.With(member with { Status = SiloStatus.ShuttingDown }) : view);
        return Task.CompletedTask;
    }

    public Task RemoveAsync(SiloAddress silo, CancellationToken cancellationToken)
    {
        Change(view => view.Find(silo) is null ? view : view.Without(silo));
        return Task.CompletedTask;
    }

    public Task RefreshAsync(long version, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task LookAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Learn(ClusterView view)
    {
    }

    public void Suspect(SiloAddress silo)
    {
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ConnectAsync(CancellationToken cancellationToken) =>
        _view.Silos.IsEmpty ? Task.FromException(new SiloUnavailableException("The client found no silo of its cluster: start one first.")) : Task.CompletedTask;

    public Task ListenAsync(SiloAddress silo, ICallReceiver receiver, CancellationToken cancellationToken)
    {
        _receivers[silo] = receiver;
        return Task.CompletedTask;
    }

    public Task SayGoodbyeAsync(SiloAddress silo, long viewVersion, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task CloseAsync(SiloAddress silo, bool graceful)
    {
        _receivers.TryRemove(silo, out _);
        return Task.CompletedTask;
    }

    public void Send(SiloAddress silo, GrainCall call, CallRouter router)
    {
        if (_receivers.TryGetValue(silo, out var receiver)) receiver.Receive(call);
        else router.Return(call, _view.Version, Gone(silo));
    }

    public Task<long> ReleaseAsync(SiloAddress silo, GrainId grainId, long viewVersion, CancellationToken cancellationToken) =>
        _receivers.TryGetValue(silo, out var receiver)
            ? receiver.ReleaseAsync(grainId, viewVersion, cancellationToken)
            : Task.FromException<long>(Gone(silo));

    public Task<Testimony> InquireAsync(SiloAddress silo, CancellationToken cancellationToken) =>
        _receivers.ContainsKey(silo) ? Task.FromResult(new Testimony(Contact, _view)) : Task.FromException<Testimony>(Gone(silo));

    private static SiloUnavailableException Gone(SiloAddress silo) => new($"Silo {silo} is gone.");

    private void Change(Func<ClusterView, ClusterView> change)
    {
        ClusterView view;
        lock (_gate)
        {
            view = change(_view);
            if (ReferenceEquals(view, _view)) return;
            _view = view;
        }

        ViewChanged?.Invoke(view);
    }
}

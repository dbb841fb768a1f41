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

    public ClusterView View => _view;

    /// <summary>The streams of the cluster.</summary>
    public StreamHub Streams { get; } = new();

    public Task JoinAsync(SiloAddress silo, CancellationToken cancellationToken)
    {
        Change(view => view.Silos.Contains(silo) ? view : new ClusterView(view.Version + 1, view.Silos.Add(silo)));
        return Task.CompletedTask;
    }

    public Task LeaveAsync(SiloAddress silo, CancellationToken cancellationToken)
    {
        Change(view => view.Silos.Contains(silo) ? new ClusterView(view.Version + 1, view.Silos.Remove(silo)) : view);
        return Task.CompletedTask;
    }

    public void Listen(SiloAddress silo, ICallReceiver receiver) => _receivers[silo] = receiver;

    public void Close(SiloAddress silo) => _receivers.TryRemove(silo, out _);

    public void Send(SiloAddress silo, GrainCall call)
    {
        if (_receivers.TryGetValue(silo, out var receiver)) receiver.Receive(call);
        else call.Reject(new SiloUnavailableException($"Silo {silo} is gone; {call.Method.ActivityName} of {call.TargetId} was not sent."));
    }

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

using System.Collections.Immutable;
using Nusaloka.Runtime.Messaging;

namespace Nusaloka.Runtime.Activation;

/// <summary>The local activations of one stateless worker identity: a request goes to an idle one, else to a new one, else to the least busy.</summary>
internal sealed class StatelessWorkerGroup(GrainClass grainClass, Catalog catalog)
{
    private readonly Lock _gate = new();
    private ImmutableArray<ActivationData> _activations = [];
    private bool _closed;

    public ImmutableArray<ActivationData> Activations
    {
        get
        {
            lock (_gate) return _activations;
        }
    }

    /// <summary>Brings a request to one of them; false when the group has closed and another is needed.</summary>
    public bool TryDeliver(Request request)
    {
        while (Choose(request) is { } activation)
        {
            switch (activation.TryEnqueue(request))
            {
                case EnqueueResult.Accepted:
                    return true;
                case EnqueueResult.Full:
                    catalog.Refuse(request, activation);
                    return true;
                default:
                    catalog.Remove(activation);
                    break;
            }
        }

        return false;
    }

    /// <summary>Takes an activation out; false when it was not there. With the last one the group closes.</summary>
    public bool Remove(ActivationData activation, out bool closed)
    {
        lock (_gate)
        {
            var before = _activations.Length;
            _activations = _activations.Remove(activation);
            closed = _closed = _activations.IsEmpty;
            return _activations.Length < before;
        }
    }

    private ActivationData? Choose(Request request)
    {
        lock (_gate)
        {
            if (_closed) return null;
            ActivationData? best = null;
            foreach (var activation in _activations)
            {
                if (activation.Load == 0) return activation;
                if (best is null || activation.Load < best.Load) best = activation;
            }

            if (best is not null && _activations.Length >= grainClass.MaxLocalWorkers) return best;
            var created = new ActivationData(grainClass, request.TargetId, catalog);
            _activations = _activations.Add(created);
            return created;
        }
    }
}

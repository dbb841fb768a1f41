using System.Collections.Immutable;
using Nusaloka.Runtime.Messaging;

namespace Nusaloka.Runtime.Activation;

/// <summary>The local activations of one stateless worker identity: a request goes to an idle one, else to a new one, else to the least busy.</summary>
internal sealed class StatelessWorkerGroup(GrainClass grainClass, Catalog catalog)
{
    private readonly Lock _gate = new();
    private ImmutableArray<ActivationData> _activations = [];

    public ImmutableArray<ActivationData> Activations
    {
        get
        {
            lock (_gate) return _activations;
        }
    }

    public void Deliver(Request request)
    {
        while (true)
        {
            var activation = Choose(request);
            switch (activation.TryEnqueue(request))
            {
                case EnqueueResult.Accepted:
                    return;
                case EnqueueResult.Full:
                    catalog.Refuse(request, activation);
                    return;
                default:
                    Remove(activation);
                    break;
            }
        }
    }

    /// <summary>Takes an activation out; false when it was not there.</summary>
    public bool Remove(ActivationData activation)
    {
        lock (_gate)
        {
            var before = _activations.Length;
            _activations = _activations.Remove(activation);
            return _activations.Length < before;
        }
    }

    private ActivationData Choose(Request request)
    {
        lock (_gate)
        {
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

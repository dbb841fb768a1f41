using Microsoft.Extensions.Logging;
using Orleans;

namespace Nusaloka.Runtime.Activation;

/// <summary>Takes down activations that nobody has used for their collection age.</summary>
internal sealed partial class ActivationCollector(Catalog catalog, ILogger<ActivationCollector> logger) : IDisposable
{
    private ITimer? _timer;

    public void Start() =>
        _timer = catalog.Time.CreateTimer(static state => ((ActivationCollector)state!).Collect(), this, catalog.Collection.CollectionQuantum, catalog.Collection.CollectionQuantum);

    public void Dispose() => _timer?.Dispose();

    private void Collect()
    {
        var collected = 0;
        foreach (var activation in catalog.All)
        {
            var age = activation.Class.CollectionAgeBy(catalog.Collection);
            if (!activation.IsIdleFor(age)) continue;
            activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, $"The activation was idle for {age}."));
            collected++;
        }

        catalog.Instruments.Collected();
        if (collected > 0) LogCollected(collected);
    }

    [LoggerMessage(130, LogLevel.Debug, "{Count} idle activations are taken down.")]
    private partial void LogCollected(int count);
}

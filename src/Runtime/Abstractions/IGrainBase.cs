using Orleans.Runtime;

namespace Orleans;

/// <summary>What a grain class implements; <see cref="Grain"/> does it for most.</summary>
public interface IGrainBase
{
    /// <summary>The activation this instance lives in.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Runs before the first request, after state is loaded. An exception fails the activation and every call that waits for it.</summary>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Runs after the last request when the activation is taken down in an orderly way; not when the process dies.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}

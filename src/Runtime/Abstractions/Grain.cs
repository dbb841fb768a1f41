using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Base of grain classes. One instance serves one identity; its requests run one at a time unless marked otherwise.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Takes the context of the activation that is being created.</summary>
    protected Grain()
        : this(Nusaloka.Runtime.Activation.RuntimeContext.Current
            ?? throw new InvalidOperationException("A grain is created by the runtime only: call it through a reference from IGrainFactory."))
    {
    }

    /// <summary>Takes a given context, for grains under test.</summary>
    protected Grain(IGrainContext grainContext) => GrainContext = grainContext;

    /// <summary>The activation this instance lives in.</summary>
    public IGrainContext GrainContext { get; }

    /// <summary>A reference to this grain that others may call.</summary>
    public GrainReference GrainReference => GrainContext.GrainReference;

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => ServiceProvider.GetRequiredService<IGrainFactory>();

    /// <summary>The services of this activation.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    /// <summary>The grain's identity as text: type/key.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>The silo this activation lives on.</summary>
    public string RuntimeIdentity => GrainContext.Address.SiloAddress?.ToString() ?? string.Empty;

    /// <inheritdoc/>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Takes this activation down after the current request; the next call makes a new one.</summary>
    protected void DeactivateOnIdle() =>
        GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, $"{nameof(DeactivateOnIdle)} was called."));

    /// <summary>Keeps this activation from idle collection for that long; a negative span lifts an earlier delay.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Nusaloka.Runtime.Activation.ActivationData.Of(GrainContext).DelayDeactivation(timeSpan);
}

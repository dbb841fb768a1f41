namespace Orleans.Runtime;

/// <summary>One activation: a grain instance, its identity, its services and its life.</summary>
public interface IGrainContext : IEquatable<IGrainContext>
{
    /// <summary>The identity served.</summary>
    GrainId GrainId { get; }

    /// <summary>A reference to the grain.</summary>
    GrainReference GrainReference { get; }

    /// <summary>The grain object; null until it is created.</summary>
    object? GrainInstance { get; }

    /// <summary>This activation's own identity, new with each activation.</summary>
    ActivationId ActivationId { get; }

    /// <summary>Where the grain is active.</summary>
    GrainAddress Address { get; }

    /// <summary>Services scoped to this activation; disposed with it.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Completes when the activation is gone.</summary>
    Task Deactivated { get; }

    /// <summary>
    /// Starts to take the activation down: running requests finish, waiting ones go to the next activation. Returns at once;
    /// the token ends the patience with OnDeactivateAsync.
    /// </summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}

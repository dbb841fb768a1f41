namespace Orleans.Runtime;

/// <summary>Where a grain is active.</summary>
public sealed record GrainAddress
{
    /// <summary>The grain.</summary>
    public GrainId GrainId { get; init; }

    /// <summary>The activation.</summary>
    public ActivationId ActivationId { get; init; }

    /// <summary>The silo.</summary>
    public SiloAddress? SiloAddress { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"[{SiloAddress} {GrainId} {ActivationId}]";
}

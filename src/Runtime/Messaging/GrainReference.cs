using Nusaloka.Runtime.Messaging;

namespace Orleans.Runtime;

/// <summary>Stands for a grain: what is called on it is sent to the grain. References of the same grain and interface are equal.</summary>
public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    internal GrainReference(GrainReferenceFactory factory, GrainId grainId, GrainInterfaceType interfaceType)
    {
        Factory = factory;
        GrainId = grainId;
        InterfaceType = interfaceType;
    }

    /// <summary>The grain.</summary>
    public GrainId GrainId { get; }

    /// <summary>The interface this reference has.</summary>
    public GrainInterfaceType InterfaceType { get; }

    /// <summary>The interface's name.</summary>
    public string InterfaceName => InterfaceType.ToString();

    internal GrainReferenceFactory Factory { get; }

    /// <summary>The same grain by another interface.</summary>
    public TGrainInterface Cast<TGrainInterface>()
        where TGrainInterface : IAddressable =>
        (TGrainInterface)(object)Factory.GetReference(GrainId, typeof(TGrainInterface));

    internal Task<T> Send<T>(GrainCall<T> call) => Factory.Router.Send(this, call);

    /// <inheritdoc/>
    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId) && InterfaceType.Equals(other.InterfaceType);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <summary>The grain and the interface.</summary>
    public sealed override string ToString() => $"GrainReference:{GrainId}:{InterfaceType}";

    /// <summary>The same grain and interface.</summary>
    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) => Equals(reference1, reference2);

    /// <summary>Different grains or interfaces.</summary>
    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !Equals(reference1, reference2);
}

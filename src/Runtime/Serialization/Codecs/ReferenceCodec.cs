using Nusaloka.Runtime.Messaging;
using Orleans;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Serialization.Codecs;

/// <summary>A reference of a grain: which grain, and by which interface. A grain that gives itself away arrives as a reference, too.</summary>
internal sealed class ReferenceCodec<T>() : PlainCodec<T>(WireType.Object)
    where T : class
{
    private static readonly uint GrainKey = WireFormat.KeyOf(0);
    private static readonly uint InterfaceKey = WireFormat.KeyOf(1);

    // What the reference is taken for when the sender's interface is not known here.
    private static readonly Type Declared = typeof(T).IsInterface && typeof(T) != typeof(IAddressable) ? typeof(T) : typeof(IGrain);

    public override void WriteBare(WireWriter writer, T value)
    {
        var interfaceType = value is GrainReference reference ? reference.InterfaceType : GrainMethod.NameOf(Declared);
        Codec<GrainId>.WriteField(writer, GrainKey, ((IAddressable)value).GetGrainId());
        Codec<string>.WriteField(writer, InterfaceKey, interfaceType.ToString());
        writer.WriteEnd();
    }

    public override T ReadBare(ref WireReader reader)
    {
        GrainId grain = default;
        string? name = null;
        while (reader.ReadKey(out var type) is not WireFormat.End and var key)
        {
            if (key == GrainKey) grain = Codec<GrainId>.ReadField(ref reader, type);
            else if (key == InterfaceKey) name = Codec<string>.ReadField(ref reader, type);
            else reader.Skip(type);
        }

        if (grain.Type.IsDefault || grain.Key.IsDefault) throw reader.Bad("a reference names no grain");
        if (reader.References is not { } references) throw reader.Bad($"a reference of {grain} is there, where none can be made");
        var sent = name is null ? null : CallTypes.FindInterface(name);
        return (T)(object)references.GetReference(grain, sent is not null && sent.IsAssignableTo(Declared) ? sent : Declared);
    }
}

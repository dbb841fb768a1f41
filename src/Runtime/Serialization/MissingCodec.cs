using Orleans.Serialization;

namespace Nusaloka.Runtime.Serialization;

/// <summary>In place of the codec of a type that has no place on the wire: says why whenever it is asked.</summary>
internal sealed class MissingCodec<T>(string reason) : ValueCodec<T>, IMissingCodec
{
    public string Reason => reason;

    public override void Write(WireWriter writer, uint key, T value) => throw new CodecNotFoundException(reason);

    public override T Read(ref WireReader reader, WireType type) => throw new CodecNotFoundException(reason);
}

/// <summary>What is known of it without its type.</summary>
internal interface IMissingCodec
{
    string Reason { get; }
}

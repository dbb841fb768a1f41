using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Nusaloka.Runtime.Serialization.Codecs;

/// <summary>An immutable array. One that was not sent is empty, not the default, which nobody can enumerate; the default travels as null.</summary>
internal sealed class ImmutableArrayCodec<T> : ValueCodec<ImmutableArray<T>>
{
    public override ImmutableArray<T> Missing => [];

    public override bool IsMissing(ImmutableArray<T> value) => value is { IsDefault: false, IsEmpty: true };

    public override void Write(WireWriter writer, uint key, ImmutableArray<T> value)
    {
        if (value.IsDefault)
        {
            writer.WriteNull(key);
            return;
        }

        writer.WriteUInt32(key | (uint)WireType.List);
        Elements<T>.Write(writer, value.AsSpan());
    }

    public override ImmutableArray<T> Read(ref WireReader reader, WireType type) => type switch
    {
        WireType.List => ImmutableCollectionsMarshal.AsImmutableArray(Elements<T>.ReadArray(ref reader)),
        WireType.Null => default,
        _ => throw reader.Unexpected(type, typeof(ImmutableArray<T>)),
    };
}

using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using Nusaloka.Runtime.Messaging;

namespace Nusaloka.Runtime.Serialization;

/// <summary>
/// Reads what a <see cref="WireWriter"/> wrote, or what claims to be that: nothing in the data is believed before it is checked against
/// what is left, so that bad data ends in a <see cref="WireFormatException"/> after work in proportion to its length.
/// </summary>
/// <param name="data">The data.</param>
/// <param name="references">What makes references of the grains that are named in the data; without it they cannot be read.</param>
internal ref struct WireReader(ReadOnlySpan<byte> data, GrainReferenceFactory? references = null)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _data = data;
    private int _position;
    private int _depth;

    /// <summary>What makes references of grains.</summary>
    public GrainReferenceFactory? References { get; } = references;

    /// <summary>Where it reads, in bytes from the start.</summary>
    public readonly int Position => _position;

    /// <summary>How much is left, in bytes.</summary>
    public readonly int Remaining => _data.Length - _position;

    public byte ReadByte()
    {
        if ((uint)_position >= (uint)_data.Length) ThrowShort(1);
        return _data[_position++];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint ReadUInt32()
    {
        if ((uint)_position < (uint)_data.Length && _data[_position] is <= 0x7F and var value)
        {
            _position++;
            return value;
        }

        return ReadLongUInt32();
    }

    public ulong ReadUInt64()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = ReadByte();
            if (shift == 63 && part > 1) break;
            value |= (ulong)(part & 0x7F) << shift;
            if (part <= 0x7F) return value;
        }

        throw Bad("a number has more than 64 bits");
    }

    public int ReadInt32()
    {
        var value = ReadUInt32();
        return unchecked((int)(value >> 1) ^ -(int)(value & 1));
    }

    public long ReadInt64()
    {
        var value = ReadUInt64();
        return unchecked((long)(value >> 1) ^ -(long)(value & 1));
    }

    public uint ReadFixed32() => BinaryPrimitives.ReadUInt32LittleEndian(ReadRaw(sizeof(uint)));

    public ulong ReadFixed64() => BinaryPrimitives.ReadUInt64LittleEndian(ReadRaw(sizeof(ulong)));

    /// <summary>Reads bytes that have no length before them.</summary>
    public ReadOnlySpan<byte> ReadRaw(int count)
    {
        if ((uint)count > (uint)Remaining) ThrowShort(count);
        var bytes = _data.Slice(_position, count);
        _position += count;
        return bytes;
    }

    /// <summary>Reads a length and the bytes.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = ReadUInt32();
        if (length > (uint)Remaining) ThrowShort(length);
        return ReadRaw((int)length);
    }

    public string ReadString()
    {
        var bytes = ReadBytes();
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            throw new WireFormatException($"Bad data before byte {_position} of {_data.Length}: a text is not UTF-8.", exception);
        }
    }

    /// <summary>Reads a count of things that take at least so many bytes each.</summary>
    public int ReadCount(int minLength)
    {
        var count = ReadUInt32();
        if ((long)count * minLength > Remaining) throw Bad($"a list of {count} elements cannot be in the rest");
        return (int)count;
    }

    /// <summary>Reads the key of a field: its form, and the rest of it, which for the marks is the mark itself.</summary>
    public uint ReadKey(out WireType type)
    {
        var key = ReadUInt32();
        type = WireFormat.TypeOf(key);
        var number = WireFormat.WithoutType(key);
        if (number != 0) return number;
        if (key > WireFormat.EndBase) throw Bad($"{key} is no key of a field");
        return key;
    }

    /// <summary>Reads the tag of a value that is no field.</summary>
    public WireType ReadTag()
    {
        var tag = ReadByte();
        if (tag > (byte)WireType.Null) throw Bad($"{tag} is no tag of a value");
        return (WireType)tag;
    }

    /// <summary>Steps over a value.</summary>
    public void Skip(WireType type)
    {
        switch (type)
        {
            case WireType.VarInt: ReadUInt64(); break;
            case WireType.Fixed32: ReadRaw(sizeof(uint)); break;
            case WireType.Fixed64: ReadRaw(sizeof(ulong)); break;
            case WireType.Bytes: ReadBytes(); break;
            case WireType.Object: SkipObject(); break;
            case WireType.List: SkipList(); break;
            case WireType.Named: SkipNamed(); break;
            case WireType.Null: break;
            default: throw Bad($"{type} is no form of a value");
        }
    }

    /// <summary>Steps over the rest of an object's fields.</summary>
    public void SkipToEnd()
    {
        while (ReadKey(out var type) is not WireFormat.End and var key)
        {
            if (key != WireFormat.EndBase) Skip(type);
        }
    }

    /// <summary>A value begins that holds others.</summary>
    public void Enter()
    {
        if (++_depth > WireFormat.MaxDepth) throw Bad($"values lie in each other more than {WireFormat.MaxDepth} deep");
    }

    /// <summary>It ends.</summary>
    public void Leave() => _depth--;

    /// <summary>The exception for data that cannot be right.</summary>
    public readonly WireFormatException Bad(string what) => new($"Bad data before byte {_position} of {_data.Length}: {what}.");

    /// <summary>The exception for a value of another form than the type has.</summary>
    public readonly WireFormatException Unexpected(WireType type, Type wanted) => Bad($"a value in the form of {type} is no {wanted}");

    private void SkipObject()
    {
        Enter();
        SkipToEnd();
        Leave();
    }

    private void SkipList()
    {
        Enter();
        var form = ReadElementForm(out var count);
        for (var i = 0; i < count; i++) Skip(form ?? ReadTag());
        Leave();
    }

    /// <summary>Reads the head of a list.</summary>
    /// <returns>The form of all elements; null when each has a tag of its own.</returns>
    public WireType? ReadElementForm(out int count)
    {
        var form = ReadByte();
        if (form > WireFormat.TaggedElements || form == (byte)WireType.Null) throw Bad($"{form} is no form of elements");
        var isTagged = form == WireFormat.TaggedElements;
        count = ReadCount(isTagged ? 1 : WireFormat.MinLength((WireType)form));
        return isTagged ? null : (WireType)form;
    }

    private void SkipNamed()
    {
        Enter();
        ReadBytes();
        Skip(ReadTag());
        Leave();
    }

    private uint ReadLongUInt32()
    {
        var value = ReadUInt64();
        if (value > uint.MaxValue) throw Bad("a number has more than 32 bits");
        return (uint)value;
    }

    [DoesNotReturn]
    private readonly void ThrowShort(long wanted) =>
        throw Bad($"{wanted} more bytes are needed and {Remaining} are left");
}

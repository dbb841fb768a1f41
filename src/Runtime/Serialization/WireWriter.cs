using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using Orleans.Serialization;

namespace Nusaloka.Runtime.Serialization;

/// <summary>
/// A buffer that grows as values are written into it, for one thread at a time. It can be used again after <see cref="Clear"/>, also after a
/// failed write; <see cref="Dispose"/> gives the buffer back to the pool.
/// </summary>
internal sealed class WireWriter : IDisposable
{
    private const int InitialLength = 1024;
    private const int MaxVarInt32Length = 5;
    private const int MaxVarInt64Length = 10;

    // So many UTF-16 units are at most 127 bytes of UTF-8, whose length is one byte.
    private const int ShortStringLength = 42;
    private const int MaxBytesPerUnit = 3;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialLength);
    private int _length;
    private int _depth;

    /// <summary>How much is written, in bytes.</summary>
    public int Length => _length;

    /// <summary>How many values hold the one that is being written.</summary>
    public int Depth => _depth;

    /// <summary>What is written; good until the next write.</summary>
    public Span<byte> WrittenSpan => _buffer.AsSpan(0, _length);

    /// <summary>What is written; good until the next write.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, _length);

    /// <summary>Forgets what is written.</summary>
    public void Clear()
    {
        _length = 0;
        _depth = 0;
    }

    /// <summary>Leaves a gap to be filled in later, by way of <see cref="WrittenSpan"/>.</summary>
    /// <returns>Where the gap begins.</returns>
    public int Reserve(int count)
    {
        Ensure(count);
        var position = _length;
        _length += count;
        return position;
    }

    public void Dispose()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    public void WriteByte(byte value)
    {
        Ensure(1);
        _buffer[_length++] = value;
    }

    public void WriteUInt32(uint value)
    {
        Ensure(MaxVarInt32Length);
        while (value > 0x7F)
        {
            _buffer[_length++] = (byte)((value & 0x7F) | 0x80);
            value >>= 7;
        }

        _buffer[_length++] = (byte)value;
    }

    public void WriteUInt64(ulong value)
    {
        Ensure(MaxVarInt64Length);
        while (value > 0x7F)
        {
            _buffer[_length++] = (byte)((value & 0x7F) | 0x80);
            value >>= 7;
        }

        _buffer[_length++] = (byte)value;
    }

    /// <summary>Writes a number near zero, of either sign, in few bytes (zigzag).</summary>
    public void WriteInt32(int value) => WriteUInt32(unchecked((uint)((value << 1) ^ (value >> 31))));

    /// <summary>Writes a number near zero, of either sign, in few bytes (zigzag).</summary>
    public void WriteInt64(long value) => WriteUInt64(unchecked((ulong)((value << 1) ^ (value >> 63))));

    public void WriteFixed32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(sizeof(uint)), value);

    public void WriteFixed64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(sizeof(ulong)), value);

    /// <summary>Writes bytes as they are, without their length.</summary>
    public void WriteRaw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>Writes a length and the bytes.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        WriteUInt32((uint)bytes.Length);
        WriteRaw(bytes);
    }

    /// <summary>Writes a length and so many bytes, which the caller fills in before it writes anything else.</summary>
    public Span<byte> WriteBytes(int count)
    {
        WriteUInt32((uint)count);
        return Take(count);
    }

    /// <summary>Writes a text as UTF-8 with its length in bytes. Halves of surrogate pairs become U+FFFD.</summary>
    public void WriteString(string value)
    {
        if (value.Length > ShortStringLength)
        {
            var length = Encoding.UTF8.GetByteCount(value);
            WriteUInt32((uint)length);
            Encoding.UTF8.GetBytes(value, Take(length));
            return;
        }

        Ensure(1 + (value.Length * MaxBytesPerUnit));
        var count = Encoding.UTF8.GetBytes(value, _buffer.AsSpan(_length + 1));
        _buffer[_length] = (byte)count;
        _length += 1 + count;
    }

    /// <summary>Writes that there is no value.</summary>
    public void WriteNull(uint key) => WriteUInt32(key | (uint)WireType.Null);

    /// <summary>Writes the end mark of an object.</summary>
    public void WriteEnd() => WriteByte((byte)WireFormat.End);

    /// <summary>Writes the mark between a base class and a class derived from it.</summary>
    public void WriteEndBase() => WriteByte((byte)WireFormat.EndBase);

    /// <summary>A value begins that holds others.</summary>
    /// <exception cref="SerializerException">It lies too deep, as one that holds itself does.</exception>
    public void Enter()
    {
        if (++_depth > WireFormat.MaxDepth)
            throw new SerializerException($"The values lie in each other more than {WireFormat.MaxDepth} deep. Does one hold itself?");
    }

    /// <summary>It ends.</summary>
    public void Leave() => _depth--;

    private Span<byte> Take(int count)
    {
        Ensure(count);
        var span = _buffer.AsSpan(_length, count);
        _length += count;
        return span;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Ensure(int count)
    {
        if (count > _buffer.Length - _length) Grow(count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int count)
    {
        var needed = (long)_length + count;
        if (needed > WireFormat.MaxLength)
            throw new SerializerException($"A message would be longer than {WireFormat.MaxLength} bytes. Send less at once, in pages.");

        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Max(needed, Math.Max(InitialLength, 2L * _buffer.Length)));
        WrittenSpan.CopyTo(larger);
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}

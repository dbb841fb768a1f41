using System.Text;

namespace Orleans.Runtime;

/// <summary>A part of an identity: text, compared by its characters.</summary>
public readonly struct IdSpan : IEquatable<IdSpan>, IComparable<IdSpan>
{
    private readonly string? _value;
    private readonly int _hash;

    private IdSpan(string value)
    {
        _value = value;
        _hash = value.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>True when nothing was given.</summary>
    public bool IsDefault => string.IsNullOrEmpty(_value);

    /// <summary>The text in UTF-8.</summary>
    public ReadOnlyMemory<byte> Value => Encoding.UTF8.GetBytes(ToString());

    /// <summary>Wraps a text.</summary>
    public static IdSpan Create(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new IdSpan(id);
    }

    /// <summary>The text in UTF-8.</summary>
    public ReadOnlySpan<byte> AsSpan() => Value.Span;

    /// <summary>The same number for the same text in every process: FNV-1a over UTF-16 code units, then mixed.</summary>
    public uint GetUniformHashCode() => (uint)(StableHash(0) >> 32);

    /// <inheritdoc/>
    public bool Equals(IdSpan obj) => _hash == obj._hash && string.Equals(_value, obj._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    /// <summary>Differs from process to process, so that keys chosen by strangers cannot be made to collide.</summary>
    public override int GetHashCode() => _hash;

    /// <inheritdoc/>
    public int CompareTo(IdSpan other) => string.CompareOrdinal(_value, other._value);

    /// <summary>The text.</summary>
    public override string ToString() => _value ?? string.Empty;

    internal ulong StableHash(ulong seed)
    {
        unchecked
        {
            var hash = 14695981039346656037UL ^ seed;
            foreach (var unit in ToString()) hash = (hash ^ unit) * 1099511628211UL;
            return Mix(hash);
        }
    }

    // The finalizer of SplitMix64 (Steele, Lea, Flood 2014): FNV alone leaves the high bits of short keys alike.
    internal static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }

    /// <summary>Equal texts.</summary>
    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    /// <summary>Different texts.</summary>
    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);
}

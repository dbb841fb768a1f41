using System.Text;

namespace Orleans.Runtime;

/// <summary>The id of a stream: a namespace, often the kind of thing told, and a key, often the one it is told about.</summary>
[GenerateSerializer]
[Immutable]
public readonly struct StreamId : IEquatable<StreamId>, IComparable<StreamId>
{
    private readonly string? _namespace;
    private readonly string? _key;

    private StreamId(string? ns, string key)
    {
        _namespace = string.IsNullOrEmpty(ns) ? null : ns;
        _key = key;
    }

    /// <summary>The key in UTF-8.</summary>
    public ReadOnlyMemory<byte> Key => Encoding.UTF8.GetBytes(GetKeyAsString());

    /// <summary>The namespace in UTF-8.</summary>
    public ReadOnlyMemory<byte> Namespace => Encoding.UTF8.GetBytes(_namespace ?? string.Empty);

    /// <summary>Makes an id.</summary>
    public static StreamId Create(string? ns, string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return new StreamId(ns, key);
    }

    /// <summary>Makes an id; the key is the 32 hexadecimal digits.</summary>
    public static StreamId Create(string? ns, Guid key) => new(ns, key.ToString("N"));

    /// <summary>The key.</summary>
    public string GetKeyAsString() => _key ?? string.Empty;

    /// <summary>The namespace; null when there is none.</summary>
    public string? GetNamespace() => _namespace;

    /// <inheritdoc/>
    public bool Equals(StreamId other) => _key == other._key && _namespace == other._namespace;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is StreamId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_namespace, _key);

    /// <inheritdoc/>
    public int CompareTo(StreamId other) =>
        string.CompareOrdinal(_namespace, other._namespace) is not 0 and var byNamespace ? byNamespace : string.CompareOrdinal(_key, other._key);

    /// <summary>namespace/key.</summary>
    public override string ToString() => $"{_namespace ?? "null"}/{_key}";

    /// <summary>The same stream.</summary>
    public static bool operator ==(StreamId s1, StreamId s2) => s1.Equals(s2);

    /// <summary>Different streams.</summary>
    public static bool operator !=(StreamId s1, StreamId s2) => !s1.Equals(s2);
}

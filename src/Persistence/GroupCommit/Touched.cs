namespace Nusaloka.Persistence.GroupCommit;

/// <summary>
/// Something that work reads or writes, compared by value. Its hash is taken once, by whoever makes the work: lanes look it up again and again, under their lock.
/// </summary>
/// <param name="value">What it is; its value must not change.</param>
internal readonly struct Touched(object value) : IEquatable<Touched>
{
    private readonly int _hash = value.GetHashCode();

    /// <summary>What it is.</summary>
    public object Value { get; } = value;

    public bool Equals(Touched other) => _hash == other._hash && (ReferenceEquals(Value, other.Value) || Value.Equals(other.Value));

    public override bool Equals(object? obj) => obj is Touched other && Equals(other);

    public override int GetHashCode() => _hash;

    public override string ToString() => $"{Value}";
}

namespace Nusaloka.Runtime.Serialization;

/// <summary>Writes and reads the values of one type. Has no state of its own, so any thread may use it.</summary>
internal abstract class ValueCodec<T>
{
    /// <summary>What a member is that was not sent.</summary>
    public virtual T Missing => default!;

    /// <summary>The form of every value; null when values differ in it, as when some are null.</summary>
    public virtual WireType? ElementForm => null;

    /// <summary>True when the value need not be sent, because it is exactly what a missing one is.</summary>
    public virtual bool IsMissing(T value) => false;

    /// <summary>Writes the key, completed by the value's form, and the value. The key 0 makes it a tag.</summary>
    public abstract void Write(WireWriter writer, uint key, T value);

    /// <summary>Reads a value that was written in that form.</summary>
    public abstract T Read(ref WireReader reader, WireType type);

    /// <summary>Writes a value whose form is known from <see cref="ElementForm"/>.</summary>
    public virtual void WriteBare(WireWriter writer, T value) => throw new NotSupportedException($"{this} has no form that is always the same.");
}

using System.Collections.Concurrent;
using System.Reflection;
using Nusaloka.Runtime.Serialization.Objects;

namespace Nusaloka.Runtime.Serialization.Codecs;

/// <summary>The [Id] members of an exception type.</summary>
internal abstract class ExceptionMembers
{
    private static readonly ConcurrentDictionary<Type, ExceptionMembers?> ByType = new();

    /// <summary>The members of a type; null when it has none that travel.</summary>
    public static ExceptionMembers? Of(Type type) => ByType.GetOrAdd(type, static type =>
        ObjectShape.Of(type) is var shape && shape.Members.Any()
            ? (ExceptionMembers)Activator.CreateInstance(
                typeof(ExceptionMembers<>).MakeGenericType(type), BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions, null, [shape], null)!
            : null);

    public abstract void Write(WireWriter writer, Exception exception);

    public abstract void ReadInto(ref WireReader reader, Exception exception);
}

/// <inheritdoc cref="ExceptionMembers"/>
internal sealed class ExceptionMembers<T> : ExceptionMembers
    where T : Exception
{
    private readonly Action<WireWriter, T> _write;
    private readonly ReadInto<T> _readInto;

    public ExceptionMembers(ObjectShape shape)
    {
        CodecFactory.RequireMembers(shape);
        var builder = new ObjectCodecBuilder(shape);
        _write = builder.BuildWrite<T>();
        _readInto = builder.BuildReadInto<T>();
    }

    public override void Write(WireWriter writer, Exception exception) => _write(writer, (T)exception);

    public override void ReadInto(ref WireReader reader, Exception exception) => _readInto(ref reader, (T)exception);
}

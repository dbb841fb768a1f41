using System.Collections.Concurrent;
using Orleans.Serialization;

namespace Nusaloka.Runtime.Serialization.Codecs;

/// <summary>
/// A class or interface whose values may be of derived types: those travel with their names. As object, only simple values may travel.
/// </summary>
/// <param name="own">The codec of values that are of the type itself; null when there are none.</param>
internal sealed class PolymorphicCodec<T>(PlainCodec<T>? own) : ValueCodec<T>
    where T : class
{
    private readonly ConcurrentDictionary<Type, DerivedCodec<T>> _byType = new();
    private readonly ConcurrentDictionary<string, DerivedCodec<T>> _byName = new();

    public override bool IsMissing(T value) => value is null;

    public override void Write(WireWriter writer, uint key, T value)
    {
        if (value is null)
        {
            writer.WriteNull(key);
        }
        else if (own is not null && value.GetType() == typeof(T))
        {
            own.Write(writer, key, value);
        }
        else
        {
            writer.Enter();
            var derived = _byType.GetOrAdd(value.GetType(), static type => Make(type));
            writer.WriteUInt32(key | (uint)WireType.Named);
            writer.WriteBytes(derived.Name.Span);
            derived.Write(writer, value);
            writer.Leave();
        }
    }

    public override T Read(ref WireReader reader, WireType type) => type switch
    {
        WireType.Null => default!,
        WireType.Object when own is not null => own.ReadBare(ref reader),
        WireType.Named => ReadNamed(ref reader),
        _ => throw reader.Unexpected(type, typeof(T)),
    };

    private T ReadNamed(ref WireReader reader)
    {
        reader.Enter();
        var name = reader.ReadString();
        if (!_byName.TryGetValue(name, out var derived))
        {
            if (TypeNames.Find(name) is not { } type || !MayBe(type)) throw reader.Bad($"no {typeof(T)} is named '{name}' here");
            derived = _byName.GetOrAdd(name, Make(type));
        }

        var value = derived.Read(ref reader);
        reader.Leave();
        return value;
    }

    private static DerivedCodec<T> Make(Type type) => MayBe(type)
        ? (DerivedCodec<T>)Activator.CreateInstance(typeof(DerivedCodec<,>).MakeGenericType(typeof(T), type), TypeNames.NameOf(type))!
        : throw new CodecNotFoundException($"{type} cannot travel as {typeof(T)}; only simple values such as numbers, texts and points in time can.");

    private static bool MayBe(Type type) => typeof(T) == typeof(object) ? TypeNames.IsSimple(type) : type.IsAssignableTo(typeof(T)) && !type.IsAbstract;
}

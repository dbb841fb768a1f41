using System.Reflection;
using Nusaloka.Runtime.Messaging;
using Nusaloka.Runtime.Serialization.Codecs;
using Nusaloka.Runtime.Serialization.Objects;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Nusaloka.Runtime.Serialization;

/// <summary>Finds the codec of a type, by what kind of type it is, and makes sure that what the type holds has one, too.</summary>
internal static class CodecFactory
{
    /// <summary>The codec of a type. One that has no place on the wire gets a codec that says so.</summary>
    public static ValueCodec<T> Create<T>()
    {
        try
        {
            return (ValueCodec<T>)(Find(typeof(T)) ?? throw new CodecNotFoundException(
                $"{typeof(T)} has no place on the wire: mark it with [GenerateSerializer] and its members with [Id], or send something else."));
        }
        catch (CodecNotFoundException exception)
        {
            return new MissingCodec<T>(exception.Message);
        }
    }

    /// <summary>Why a type has no place on the wire; null when it has one.</summary>
    public static string? WhyMissing(Type type) =>
        (typeof(Codec<>).MakeGenericType(type).GetField(nameof(Codec<>.Instance), BindingFlags.Static | BindingFlags.Public)!.GetValue(null) as IMissingCodec)?.Reason;

    /// <summary>Makes sure that every member has a codec.</summary>
    /// <exception cref="CodecNotFoundException">One has none; it is named.</exception>
    public static void RequireMembers(ObjectShape shape)
    {
        foreach (var member in shape.Members) Require(member.Type, $"{shape.Type}.{member.Name}");
    }

    private static object? Find(Type type) =>
        Scalars.Find(type)
        ?? FindCollection(type)
        ?? FindByKind(type)
        ?? FindObject(type);

    private static object? FindCollection(Type type)
    {
        if (Collections.Find(type) is not { } codec) return null;
        foreach (var element in type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments()) Require(element, type.ToString());
        return codec;
    }

    private static object? FindByKind(Type type)
    {
        if (type.IsEnum) return Make(typeof(EnumCodec<>), type);
        if (type == typeof(CancellationToken) || type == typeof(VoidResult)) return Make(typeof(NothingCodec<>), type);
        if (type == typeof(object)) return new PolymorphicCodec<object>(null);
        if (type.IsAssignableTo(typeof(Exception))) return Make(typeof(ExceptionCodec<>), type);
        if (type.IsAssignableTo(typeof(IAddressable)) && (type.IsInterface || type == typeof(GrainReference))) return Make(typeof(ReferenceCodec<>), type);
        if (Nullable.GetUnderlyingType(type) is not { } underlying) return null;
        Require(underlying, type.ToString());
        return Make(typeof(NullableCodec<>), underlying);
    }

    private static object? FindObject(Type type)
    {
        var isMarked = type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false);
        if (!isMarked && !ObjectShape.IsTuple(type)) return type.IsAbstract && TypeNames.HasDerived(type) ? Make(typeof(PolymorphicCodec<>), type, [null]) : null;
        if (type.IsInterface || type.IsAbstract) return Make(typeof(PolymorphicCodec<>), type, [null]);
        RequireMembers(ObjectShape.Of(type));
        var own = Make(typeof(ObjectCodec<>), type);
        return type.IsSealed || ObjectShape.IsTuple(type) ? own : Make(typeof(PolymorphicCodec<>), type, [own]);
    }

    /// <summary>Fails when a type that another holds has no codec.</summary>
    private static void Require(Type type, string holder)
    {
        if (WhyMissing(type) is { } reason) throw new CodecNotFoundException($"{holder}: {reason}");
    }

    private static object Make(Type definition, Type type, object?[]? arguments = null) =>
        Activator.CreateInstance(definition.MakeGenericType(type), arguments)!;
}

using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Nusaloka.Runtime.Conformance.Serialization;

/// <summary>
/// Makes a message of any type: with a value in every member, or with nothing in those that may be empty. It sets what has an
/// <see cref="IdAttribute"/>, as a serializer does, and asks no constructor.
/// </summary>
internal sealed class MessageSample(bool full)
{
    private const BindingFlags Members = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    private static readonly NullabilityInfoContext Nullability = new();

    private int _made;

    public object Of(Type type)
    {
        var number = ++_made;
        if (type.IsEnum) return type.GetEnumValues() is { Length: > 0 } values ? values.GetValue(number % values.Length)! : 0;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)) return ArrayOf(type.GetGenericArguments()[0]);
        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => $"teks “{number}” \0 🌴",
            TypeCode.Boolean => true,
            TypeCode.Decimal => number + 0.25m,
            TypeCode.Byte => (byte)number,
            TypeCode.DateTime => new DateTime(2026, 8, 17, 10, 0, 0, 123, number % 2 == 0 ? DateTimeKind.Unspecified : DateTimeKind.Utc).AddSeconds(number),
            TypeCode.Object => ObjectOf(type, number),
            _ => Convert.ChangeType(number % 2 == 0 ? -number : number, type, System.Globalization.CultureInfo.InvariantCulture),
        };
    }

    private object ObjectOf(Type type, int number)
    {
        if (type == typeof(Guid)) return new Guid(number, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(2026, 8, 17, 10, 0, 0, 123, TimeSpan.FromHours(7)).AddSeconds(number);
        if (type == typeof(DateOnly)) return new DateOnly(2026, 2, 28).AddDays(number);
        if (type == typeof(TimeOnly)) return new TimeOnly(23, 59).Add(TimeSpan.FromTicks(number));
        if (type == typeof(TimeSpan)) return TimeSpan.FromTicks(-number);
        if (type == typeof(ImmutableDictionary<string, string>)) return full ? ImmutableDictionary<string, string>.Empty.Add($"kunci {number}", "nilai") : ImmutableDictionary<string, string>.Empty;
        if (type == typeof(Uri)) return new Uri($"https://nusaloka.id/{number}?a=b");
        return type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)
            ? MessageOf(type)
            : throw new InvalidOperationException($"No sample of {type} is known: add one to {nameof(MessageSample)}.");
    }

    private object MessageOf(Type type)
    {
        var message = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties(Members).Where(static property => property.IsDefined(typeof(IdAttribute))))
        {
            var field = type.GetField($"<{property.Name}>k__BackingField", Members) ?? throw new InvalidOperationException($"{type}.{property.Name} has an id and no field.");
            if (ValueOf(property) is { } value) field.SetValue(message, value);
        }

        return message;
    }

    private object? ValueOf(PropertyInfo property)
    {
        var underlying = Nullable.GetUnderlyingType(property.PropertyType);
        var mayBeEmpty = underlying is not null || Nullability.Create(property).ReadState == NullabilityState.Nullable;
        return mayBeEmpty && !full ? null : Of(underlying ?? property.PropertyType);
    }

    /// <summary>Of two when full, otherwise empty.</summary>
    private object ArrayOf(Type element)
    {
        var items = Array.CreateInstance(element, full ? 2 : 0);
        for (var i = 0; i < items.Length; i++) items.SetValue(Of(element), i);
        var create = typeof(ImmutableArray).GetMethods().Single(static method =>
            method.Name == nameof(ImmutableArray.Create) && method.GetParameters() is [{ ParameterType.IsSZArray: true }]);
        return create.MakeGenericMethod(element).Invoke(null, [items])!;
    }
}

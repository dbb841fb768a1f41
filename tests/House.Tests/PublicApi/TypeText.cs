using System.Reflection;

namespace Nusaloka.House.Tests.PublicApi;

/// <summary>Types as C# writes them, with the question marks of nullable ones.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(short)] = "short", [typeof(int)] = "int",
        [typeof(long)] = "long", [typeof(double)] = "double", [typeof(decimal)] = "decimal", [typeof(char)] = "char",
        [typeof(string)] = "string", [typeof(object)] = "object",
    };

    public static string Of(Type type) => Of(type, static (_, argument) => Of(argument));

    public static string Of(NullabilityInfo info)
    {
        var mark = info.ReadState == NullabilityState.Nullable && CanBeMarked(info.Type) ? "?" : "";
        return info.Type.IsArray && info.ElementType is { } element
            ? Of(element) + "[]" + mark
            : Of(info.Type, (i, argument) => i < info.GenericTypeArguments.Length ? Of(info.GenericTypeArguments[i]) : Of(argument)) + mark;
    }

    /// <summary>The simple name, without type parameters.</summary>
    public static string Name(Type type) => type.Name.Split('`')[0];

    /// <summary>The name with the types around it and its type parameters.</summary>
    public static string WithOuter(Type type)
    {
        var name = type.IsGenericTypeDefinition
            ? $"{Name(type)}<{string.Join(", ", type.GetGenericArguments().Select(static argument => argument.Name))}>"
            : Name(type);
        return type.DeclaringType is { } outer ? $"{WithOuter(outer)}.{name}" : name;
    }

    /// <summary>Whether a question mark says something that the type itself does not say.</summary>
    private static bool CanBeMarked(Type type) =>
        Nullable.GetUnderlyingType(type) is null
        && (!type.IsGenericParameter || type.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint));

    private static string Of(Type type, Func<int, Type, string> argumentText)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Of(underlying) + "?";
        if (type.GetElementType() is { } element)
            return type.IsByRef ? Of(element) : Of(element) + "[]";
        if (!type.IsGenericType)
            return type.IsGenericParameter ? type.Name : Name(type);

        var arguments = type.GetGenericArguments().Select((argument, i) => argumentText(i, argument));
        return $"{Name(type)}<{string.Join(", ", arguments)}>";
    }
}

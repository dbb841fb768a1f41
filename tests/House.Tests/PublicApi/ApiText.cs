using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Nusaloka.House.Tests.PublicApi;

/// <summary>The public types of an assembly and their members as text, one line each, in an order that does not depend on the source.</summary>
internal static class ApiText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly) => Of(assembly
        .GetExportedTypes()
        // Orleans' serializers, when it is the runtime, are generated into the assembly.
        .Where(static type => type.Namespace is { } name && (name == "Nusaloka" || name.StartsWith("Nusaloka.", StringComparison.Ordinal)))
        .Where(static type => !IsGenerated(type)));

    public static string Of(IEnumerable<Type> types)
    {
        var text = new StringBuilder();
        foreach (var type in types.OrderBy(static type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Declaration(type)).Append('\n');
            foreach (var member in MembersOf(type))
                text.Append("  ").Append(member).Append('\n');
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Declaration(Type type)
    {
        var bases = type.IsEnum ? [] : type.GetInterfaces()
            .Except(type.GetInterfaces().SelectMany(static parent => parent.GetInterfaces()))
            .Except(type.BaseType?.GetInterfaces() ?? [])
            .Where(contract => contract != typeof(IEquatable<>).MakeGenericType(type))
            .Select(static contract => TypeText.Of(contract))
            .Order(StringComparer.Ordinal)
            .ToArray();
        return $"{Attributes(type)}public {KindOf(type)} {type.Namespace}.{TypeText.WithOuter(type)}{(bases.Length > 0 ? " : " + string.Join(", ", bases) : "")}";
    }

    private static string KindOf(Type type)
    {
        var isRecord = type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null;
        return type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "") + (isRecord ? "record struct" : "struct"),
            { IsAbstract: true, IsSealed: true } => "static class",
            _ => (type.IsSealed ? "sealed " : type.IsAbstract ? "abstract " : "") + (isRecord ? "record" : "class"),
        };
    }

    private static IEnumerable<string> MembersOf(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");

        var fields = type.GetFields(Declared).Select(Text);
        var constructors = type.GetConstructors(Declared).Where(static made => made.GetParameters().Length > 0).Select(made => Text(type, made));
        var properties = type.GetProperties(Declared).Select(Text);
        var methods = type.GetMethods(Declared).Where(static method => !IsGenerated(method)).Select(Text);
        return new[] { fields, constructors, properties, methods }.SelectMany(static lines => lines.Order(SignatureOrder));
    }

    /// <summary>Instance members first, then by name, whatever attributes stand before.</summary>
    private static readonly Comparer<string> SignatureOrder = Comparer<string>.Create(static (left, right) =>
        string.CompareOrdinal(SortKey(left), SortKey(right)));

    private static string SortKey(string line)
    {
        var signature = line[line.IndexOf("public ", StringComparison.Ordinal)..];
        var name = signature.Split(" { ")[0].Split(" = ")[0].Split('(')[0].Split(' ')[^1];
        return $"{(signature.Contains(" operator ", StringComparison.Ordinal) ? 2 : signature.StartsWith("public static", StringComparison.Ordinal) ? 1 : 0)}{name} {signature}";
    }

    private static string Text(FieldInfo field)
    {
        var kind = field.IsLiteral ? "const" : field.IsStatic ? "static readonly" : "readonly";
        var value = field.IsLiteral ? " = " + Literal(field.GetRawConstantValue()) : "";
        return $"public {kind} {TypeText.Of(field.FieldType)} {field.Name}{value}";
    }

    private static string Text(Type type, ConstructorInfo constructor) => $"public {TypeText.Name(type)}({Parameters(constructor)})";

    private static string Text(PropertyInfo property)
    {
        var accessor = property.GetMethod ?? property.SetMethod;
        var setter = property.SetMethod is not { IsPublic: true } set
            ? ""
            : set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;";
        return $"{Attributes(property)}public {(accessor!.IsStatic ? "static " : "")}{TypeText.Of(new NullabilityInfoContext().Create(property))} {property.Name} {{ get;{setter} }}";
    }

    private static string Text(MethodInfo method)
    {
        var result = TypeText.Of(new NullabilityInfoContext().Create(method.ReturnParameter));
        var name = method switch
        {
            { IsSpecialName: true, Name: "op_Implicit" } => "implicit operator " + result,
            { IsSpecialName: true } => $"{result} operator {method.Name[3..]}",
            { IsGenericMethod: true } => $"{result} {method.Name}<{string.Join(", ", method.GetGenericArguments().Select(static argument => argument.Name))}>",
            _ => $"{result} {method.Name}",
        };
        var modifier = method.DeclaringType is { IsInterface: true } ? "" : method.IsStatic ? "static " : method.GetBaseDefinition() != method ? "override " : "";
        return $"{Attributes(method)}public {modifier}{name}({Parameters(method)})";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(static parameter =>
        $"{(parameter.IsOut ? "out " : "")}{TypeText.Of(new NullabilityInfoContext().Create(parameter))} {parameter.Name}{(parameter.HasDefaultValue ? " = " + Literal(parameter.DefaultValue, parameter.ParameterType) : "")}"));

    private static string Literal(object? value, Type? type = null) => value switch
    {
        null => type is { IsValueType: true } ? "default" : "null",
        string text => $"\"{text}\"",
        _ when type is { IsEnum: true } => $"{type.Name}.{Enum.ToObject(type, value)}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>The attributes that decide about the wire and about turns.</summary>
    private static string Attributes(MemberInfo member)
    {
        ImmutableArray<string> shown = [
            .. member.GetCustomAttributes<AliasAttribute>().Select(static alias => $"[Alias(\"{alias.Alias}\")]"),
            .. member.GetCustomAttributes<IdAttribute>().Select(static id => $"[Id({id.Id})]"),
            .. member.GetCustomAttributes()
                .Select(static attribute => attribute.GetType().Name.Replace("Attribute", "", StringComparison.Ordinal))
                .Where(static name => name is "ReadOnly" or "AlwaysInterleave" or "OneWay" or "Obsolete")
                .Order(StringComparer.Ordinal)
                .Select(static name => $"[{name}]"),
        ];
        return string.Concat(shown.Select(static attribute => attribute + " "));
    }

    private static bool IsGenerated(MemberInfo member) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute)) || member.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute))
        || member is MethodInfo { IsSpecialName: true } method && !method.Name.StartsWith("op_", StringComparison.Ordinal);
}

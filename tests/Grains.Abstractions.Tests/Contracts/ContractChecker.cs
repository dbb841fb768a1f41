using System.Collections.Immutable;
using System.Reflection;

namespace Nusaloka.Grains.Abstractions.Tests.Contracts;

/// <summary>
/// Proves that what grains say to each other cannot change while it is on its way, and that both runtimes can carry it: calls
/// inside a process are not serialized, so a mutable message would be shared memory. Collects what is wrong.
/// </summary>
internal sealed class ContractChecker
{
    private readonly List<string> _problems = [];
    private readonly HashSet<Type> _seen = [];
    private readonly Dictionary<string, string> _aliases = [];

    public ImmutableArray<string> Problems => [.. _problems];

    /// <summary>The messages of ours that were met on the way.</summary>
    public IReadOnlySet<Type> Seen => _seen;

    /// <summary>The grain interfaces of an assembly, the hidden ones too.</summary>
    public static IEnumerable<Type> GrainInterfaces(Assembly assembly) =>
        assembly.GetTypes().Where(static type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type));

    public void CheckInterface(Type contract)
    {
        if (!typeof(IGrainWithStringKey).IsAssignableFrom(contract))
            Add(contract, "is not an IGrainWithStringKey: all our keys are strings");
        if (!contract.Name.StartsWith('I') || !contract.Name.EndsWith("Grain", StringComparison.Ordinal))
            Add(contract, "is not named I…Grain");
        CheckAlias(contract);

        var methods = contract.GetMethods().Where(static method => !method.IsStatic).ToArray();
        foreach (var method in methods)
            CheckMethod(contract, method);
        foreach (var same in methods.GroupBy(static method => method.GetCustomAttribute<AliasAttribute>()?.Alias).Where(static same => same.Key is not null && same.Count() > 1))
            Add(contract, $"has {same.Count()} methods with the alias {same.Key}");
    }

    /// <summary>Checks what travels by streams alone.</summary>
    public void CheckStreamItem(Type item) => CheckType($"the stream of {item.Name}", item);

    private void CheckMethod(Type contract, MethodInfo method)
    {
        var place = $"{contract.Name}.{method.Name}";
        if (!method.Name.EndsWith("Async", StringComparison.Ordinal))
            Add(place, "does not end in Async");
        if (method.GetCustomAttribute<AliasAttribute>() is null)
            Add(place, "has no [Alias]");
        if (method.IsGenericMethod)
            Add(place, "is generic: its messages cannot be known");

        CheckResult(place, method.ReturnType);
        var parameters = method.GetParameters();
        if (parameters is not [.., { } last] || last.ParameterType != typeof(CancellationToken))
            Add(place, "does not take a CancellationToken as its last parameter");
        foreach (var parameter in parameters.SkipLast(1))
            CheckType($"{place}({parameter.Name})", parameter.ParameterType);
    }

    private void CheckResult(string place, Type type)
    {
        if (type == typeof(Task))
            return;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>))
            CheckType(place, type.GetGenericArguments()[0]);
        else
            Add(place, $"returns {type.Name} and not Task or Task<T>");
    }

    private void CheckType(string place, Type type)
    {
        if (KnownTypes.IsImmutable(type) || type.IsGenericParameter)
            return;
        if (KnownTypes.ElementsOfImmutable(type) is { } elements)
        {
            foreach (var element in elements)
                CheckType(place, element);
            return;
        }

        if (type.IsGenericType)
        {
            // The open type is checked once; what is put into it, at each place.
            foreach (var argument in type.GetGenericArguments())
                CheckType(place, argument);
            type = type.GetGenericTypeDefinition();
        }

        if (type.Assembly == typeof(object).Assembly || type.Namespace?.StartsWith("Nusaloka", StringComparison.Ordinal) != true)
            Add(place, $"carries {type.Name}, which is not known to be immutable");
        else if (_seen.Add(type))
            CheckMessage(type);
    }

    private void CheckMessage(Type type)
    {
        CheckAlias(type);
        if (!type.IsDefined(typeof(GenerateSerializerAttribute)))
            Add(type, "has no [GenerateSerializer]");
        if (type.IsEnum)
            return;

        if (!type.IsDefined(typeof(ImmutableAttribute)))
            Add(type, "has no [Immutable]");
        if (!MessageShape.IsRecord(type))
            Add(type, "is not a record");
        if (type.IsValueType ? !MessageShape.IsReadOnly(type) : !type.IsSealed)
            Add(type, "is not a sealed record or a readonly record struct");
        foreach (var field in MessageShape.WritableFields(type))
            Add(type, $"can change: field {field} is not read-only");
        foreach (var property in MessageShape.WritableProperties(type))
            Add(type, $"can change: property {property} has a setter");

        CheckIds(type);
        foreach (var property in MessageShape.StoredProperties(type))
            CheckType($"{type.Name}.{property.Name}", property.PropertyType);
    }

    private void CheckIds(Type type)
    {
        var stored = MessageShape.StoredProperties(type).ToArray();
        foreach (var property in stored.Where(static property => property.GetCustomAttribute<IdAttribute>() is null))
            Add(type, $"property {property.Name} has no [Id]: it would be lost between processes");

        var ids = stored.Select(static property => property.GetCustomAttribute<IdAttribute>()?.Id).OfType<uint>().Order().ToArray();
        if (!ids.SequenceEqual(Enumerable.Range(0, ids.Length).Select(static i => (uint)i)))
            Add(type, $"has the ids {string.Join(", ", ids)} and not 0 to {ids.Length - 1}, each once");
    }

    private void CheckAlias(Type type)
    {
        if (type.GetCustomAttribute<AliasAttribute>()?.Alias is not { Length: > 0 } alias)
        {
            Add(type, "has no [Alias]: renaming it would break the wire");
            return;
        }

        var arity = type.IsGenericTypeDefinition ? $"`{type.GetGenericArguments().Length}" : "";
        if (!alias.EndsWith(arity, StringComparison.Ordinal))
            Add(type, $"has the alias {alias}, which must end in {arity}");
        if (!_aliases.TryAdd(alias, type.FullName ?? type.Name))
            Add(type, $"has the alias {alias} of {_aliases[alias]}");
    }

    private void Add(Type type, string problem) => Add(type.FullName ?? type.Name, problem);

    private void Add(string place, string problem) => _problems.Add($"{place} {problem}");
}

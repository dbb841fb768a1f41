using System.Reflection;
using System.Text;
using Orleans;
using Orleans.Serialization;

namespace Nusaloka.Runtime.Serialization.Objects;

/// <summary>What of a type travels, and how an instance is made.</summary>
internal sealed class ObjectShape
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private ObjectShape(Type type, IReadOnlyList<IReadOnlyList<ObjectMember>> levels, ConstructorInfo? constructor)
    {
        Type = type;
        Levels = levels;
        Constructor = constructor;
    }

    public Type Type { get; }

    /// <summary>The members of each class that has [GenerateSerializer], the base first, in the order of their ids.</summary>
    public IReadOnlyList<IReadOnlyList<ObjectMember>> Levels { get; }

    /// <summary>What makes an instance: of members or of nothing. Null when it is made without, all of zeros.</summary>
    public ConstructorInfo? Constructor { get; }

    public IEnumerable<ObjectMember> Members => Levels.SelectMany(static level => level);

    /// <summary>The shape of a type.</summary>
    /// <exception cref="CodecNotFoundException">A member cannot be set, or two have the same id.</exception>
    public static ObjectShape Of(Type type)
    {
        if (IsTuple(type)) return OfTuple(type);
        var levels = new List<IReadOnlyList<ObjectMember>>();
        for (var level = type; level is not null; level = level.BaseType)
        {
            if (level.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)) levels.Insert(0, MembersOf(level));
        }

        var members = levels.SelectMany(static level => level).ToArray();
        var constructor = ChooseConstructor(type, members);
        foreach (var parameter in constructor?.GetParameters() ?? []) Match(members, parameter)!.Parameter = parameter;
        if (Array.Find(members, static member => member.Parameter is null && !member.CanBeSet) is { } stuck)
        {
            throw new CodecNotFoundException(
                $"{type}.{stuck.Name} has an [Id] and cannot be set: give it a setter, which may be init or private, or a constructor that takes all members by their names.");
        }

        return new ObjectShape(type, levels, constructor);
    }

    /// <summary>Tuples and key-value pairs, whose members are known by their places.</summary>
    public static bool IsTuple(Type type) =>
        type.IsGenericType
        && (type.IsAssignableTo(typeof(System.Runtime.CompilerServices.ITuple)) || type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>))
        && type.Namespace is "System" or "System.Collections.Generic";

    private static ObjectShape OfTuple(Type type)
    {
        var constructor = type.GetConstructors().Single(constructor => constructor.GetParameters().Length == type.GetGenericArguments().Length);
        var members = constructor.GetParameters().Select(parameter => new ObjectMember(
            (uint)parameter.Position, FindMember(type, parameter.Name!)!) { Parameter = parameter }).ToArray();
        return new ObjectShape(type, [members], constructor);
    }

    private static ObjectMember[] MembersOf(Type level)
    {
        var constructors = level.GetConstructors(Declared);
        var members = new SortedDictionary<uint, ObjectMember>();
        foreach (var info in level.GetMembers(Declared).Where(static info => info is FieldInfo or PropertyInfo { CanRead: true }))
        {
            if (IdOf(info, constructors) is not { } id) continue;
            if (id > WireFormat.MaxId) throw new CodecNotFoundException($"{level}.{info.Name} has the [Id] {id}; the highest is {WireFormat.MaxId}.");
            if (!members.TryAdd(id, new ObjectMember(id, info)))
                throw new CodecNotFoundException($"{level}.{info.Name} and {level}.{members[id].Name} have the same [Id] {id}.");
        }

        return members.Count == 0 && IsRecord(level) ? PositionalMembersOf(level, constructors) : [.. members.Values];
    }

    private static uint? IdOf(MemberInfo info, ConstructorInfo[] constructors) =>
        info.GetCustomAttribute<IdAttribute>()?.Id
        ?? (info is PropertyInfo
            ? constructors
                .SelectMany(static constructor => constructor.GetParameters())
                .FirstOrDefault(parameter => parameter.Name == info.Name)?
                .GetCustomAttribute<IdAttribute>()?.Id
            : null);

    /// <summary>A record that gives no ids has those of its parameters' places, as in Microsoft Orleans.</summary>
    private static ObjectMember[] PositionalMembersOf(Type level, ConstructorInfo[] constructors) => constructors
        .Select(constructor => constructor.GetParameters()
            .Select(parameter => FindMember(level, parameter.Name!) is { } info ? new ObjectMember((uint)parameter.Position, info) : null)
            .ToArray())
        .Where(static members => !members.Contains(null))
        .MaxBy(static members => members.Length)?
        .OfType<ObjectMember>().ToArray() ?? [];

    private static ConstructorInfo? ChooseConstructor(Type type, ObjectMember[] members)
    {
        if (type.IsAbstract || type.IsAssignableTo(typeof(Exception))) return null;
        var constructors = type.GetConstructors(Declared);
        var empty = Array.Find(constructors, static constructor => constructor.GetParameters().Length == 0);
        if (empty is not null && !type.IsValueType && members.All(static member => member.CanBeSet)) return empty;
        return constructors
            .Where(constructor => constructor.GetParameters() is { Length: > 0 } parameters && parameters.All(parameter => Match(members, parameter) is not null))
            .MaxBy(static constructor => constructor.GetParameters().Length) ?? empty;
    }

    private static ObjectMember? Match(ObjectMember[] members, ParameterInfo parameter) =>
        Array.FindLast(members, member => member.Type == parameter.ParameterType && string.Equals(member.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));

    private static MemberInfo? FindMember(Type type, string name) =>
        Array.Find(type.GetMembers(Declared), info => info is FieldInfo { IsPublic: true } or PropertyInfo && string.Equals(info.Name, name, StringComparison.OrdinalIgnoreCase));

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", Declared, [typeof(StringBuilder)]) is not null;
}

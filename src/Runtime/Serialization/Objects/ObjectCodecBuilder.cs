using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace Nusaloka.Runtime.Serialization.Objects;

/// <summary>
/// Makes the code that writes and reads the members of one type: what a careful programmer would write by hand, with neither reflection nor
/// boxing. Keys are compared in a switch, so members may come in any order, be unknown, or be missing.
/// </summary>
internal sealed class ObjectCodecBuilder(ObjectShape shape)
{
    private readonly ParameterExpression _writer = Expression.Parameter(typeof(WireWriter), "writer");
    private readonly ParameterExpression _reader = Expression.Parameter(typeof(WireReader).MakeByRefType(), "reader");
    private readonly ParameterExpression _instance = Expression.Parameter(shape.Type, "instance");
    private readonly ParameterExpression _key = Expression.Variable(typeof(uint), "key");
    private readonly ParameterExpression _form = Expression.Variable(typeof(WireType), "form");

    // What the constructor takes, and what is set after it, wait in variables until everything is read.
    private readonly Dictionary<ObjectMember, MemberVariables> _variables = IsMadeOfMembers(shape)
        ? shape.Members.ToDictionary(static member => member, static member => new MemberVariables(member))
        : [];

    public Action<WireWriter, T> BuildWrite<T>()
    {
        var omissions = new Omissions(shape);
        var statements = new List<Expression>();
        for (var level = 0; level < shape.Levels.Count; level++)
        {
            if (level > 0) statements.Add(Call(_writer, nameof(WireWriter.WriteEndBase)));
            statements.AddRange(shape.Levels[level].Select(member => WriteMember(member, omissions.MayOmit(member))));
        }

        statements.Add(Call(_writer, nameof(WireWriter.WriteEnd)));
        return Expression.Lambda<Action<WireWriter, T>>(Expression.Block(statements), $"Write:{shape.Type}", [_writer, _instance]).Compile();
    }

    public ReadValue<T> BuildRead<T>()
    {
        var read = ReadLevels();
        var body = _variables.Count > 0
            ? Expression.Block(
                [_key, _form, _instance, .. _variables.Values.SelectMany(static variables => variables.All)],
                [.. _variables.Values.Select(static variables => variables.Initialize()), read, .. Construct(), _instance])
            : Expression.Block([_key, _form, _instance], Expression.Assign(_instance, Create(shape)), read, _instance);
        return Expression.Lambda<ReadValue<T>>(body, $"Read:{shape.Type}", [_reader]).Compile();
    }

    /// <summary>Code that reads the members into an instance that is there.</summary>
    public ReadInto<T> BuildReadInto<T>()
        where T : class =>
        Expression.Lambda<ReadInto<T>>(Expression.Block([_key, _form], ReadLevels()), $"ReadInto:{shape.Type}", [_reader, _instance]).Compile();

    /// <summary>An instance whose members are to be set one by one.</summary>
    public static Expression Create(ObjectShape shape)
    {
        if (shape.Type.IsValueType) return Expression.Default(shape.Type);
        if (shape.Constructor is { } constructor) return Expression.New(constructor);
        var bare = Expression.Call(typeof(RuntimeHelpers), nameof(RuntimeHelpers.GetUninitializedObject), null, Expression.Constant(shape.Type));
        return Expression.Convert(bare, shape.Type);
    }

    private static bool IsMadeOfMembers(ObjectShape shape) => shape.Constructor?.GetParameters().Length > 0;

    private MethodCallExpression WriteMember(ObjectMember member, bool mayOmit) => Expression.Call(
        typeof(Codec<>).MakeGenericType(member.Type).GetMethod(mayOmit ? nameof(Codec<>.WriteMember) : nameof(Codec<>.WriteField))!,
        _writer,
        Expression.Constant(WireFormat.KeyOf(member.Id)),
        member.Get(_instance));

    private BlockExpression ReadLevels()
    {
        var end = Expression.Label("end");
        var statements = new List<Expression>();
        foreach (var level in shape.Levels) statements.Add(ReadLevel(level, end));
        // The writer's class has a base or a derivation that is not known here.
        statements.Add(Call(_reader, nameof(WireReader.SkipToEnd)));
        statements.Add(Expression.Label(end));
        return Expression.Block(statements);
    }

    /// <summary>Reads fields until a mark: the end of all leads to the label, the end of the base class to the next statement.</summary>
    private LoopExpression ReadLevel(IReadOnlyList<ObjectMember> members, LabelTarget end)
    {
        var endBase = Expression.Label("endBase");
        var cases = members.Select(member => Expression.SwitchCase(Receive(member), Expression.Constant(WireFormat.KeyOf(member.Id))));
        var marks = new[]
        {
            Expression.SwitchCase(Expression.Goto(end), Expression.Constant(WireFormat.End)),
            Expression.SwitchCase(Expression.Goto(endBase), Expression.Constant(WireFormat.EndBase)),
        };
        return Expression.Loop(
            Expression.Block(
                Expression.Assign(_key, Expression.Call(_reader, nameof(WireReader.ReadKey), null, _form)),
                Expression.Switch(typeof(void), _key, Call(_reader, nameof(WireReader.Skip), _form), null, cases.Concat(marks))),
            endBase);
    }

    private Expression Receive(ObjectMember member)
    {
        var value = Expression.Call(typeof(Codec<>).MakeGenericType(member.Type).GetMethod(nameof(Codec<>.ReadField))!, _reader, _form);
        return _variables.TryGetValue(member, out var variables) ? variables.Receive(value) : member.Set(_instance, value);
    }

    private IEnumerable<Expression> Construct()
    {
        var arguments = _variables.Where(static pair => pair.Key.Parameter is not null).OrderBy(static pair => pair.Key.Parameter!.Position);
        yield return Expression.Assign(_instance, Expression.New(shape.Constructor!, arguments.Select(static pair => pair.Value.Value)));
        foreach (var (member, variables) in _variables.Where(static pair => pair.Key.Parameter is null))
        {
            yield return Expression.IfThen(variables.Seen!, member.Set(_instance, variables.Value));
        }
    }

    private static MethodCallExpression Call(Expression instance, string method, params Expression[] arguments) =>
        Expression.Call(instance, method, null, arguments);
}

/// <summary>Reads members into an instance.</summary>
internal delegate void ReadInto<in T>(ref WireReader reader, T instance);

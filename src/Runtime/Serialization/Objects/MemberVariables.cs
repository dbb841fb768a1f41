using System.Linq.Expressions;

namespace Nusaloka.Runtime.Serialization.Objects;

/// <summary>Where a member waits until the constructor can be called: its value and, when it is set afterwards, whether it came.</summary>
internal sealed class MemberVariables(ObjectMember member)
{
    public ParameterExpression Value { get; } = Expression.Variable(member.Type, member.Name);

    public ParameterExpression? Seen { get; } = member.Parameter is null ? Expression.Variable(typeof(bool), $"{member.Name}Seen") : null;

    public IEnumerable<ParameterExpression> All => Seen is null ? [Value] : [Value, Seen];

    /// <summary>What it is when it does not come: the constructor's default, or what the type has for missing ones.</summary>
    public Expression Initialize()
    {
        if (member.Parameter is { HasDefaultValue: true, DefaultValue: { } value })
            return Expression.Assign(Value, Expression.Convert(Expression.Constant(value), member.Type));
        return Expression.Assign(Value, Expression.Property(Expression.Field(null, typeof(Codec<>).MakeGenericType(member.Type), nameof(Codec<>.Instance)), nameof(ValueCodec<>.Missing)));
    }

    public Expression Receive(Expression value) =>
        Seen is null ? Expression.Assign(Value, value) : Expression.Block(Expression.Assign(Value, value), Expression.Assign(Seen, Expression.Constant(true)));
}

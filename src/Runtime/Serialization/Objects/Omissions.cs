using System.Linq.Expressions;
using System.Reflection;

namespace Nusaloka.Runtime.Serialization.Objects;

/// <summary>
/// Which members need not be sent when they are null, zero or empty: those of which a reader that gets nothing thinks just that. One with
/// another default, from an initializer or a constructor, is always sent.
/// </summary>
internal sealed class Omissions(ObjectShape shape)
{
    private static readonly MethodInfo IsMissingMethod = typeof(Omissions).GetMethod(nameof(IsMissingValue), BindingFlags.Static | BindingFlags.NonPublic)!;

    private readonly Lazy<object?> _fresh = new(() => MakeFresh(shape));

    public bool MayOmit(ObjectMember member)
    {
        if (member.Parameter is { } parameter) return !parameter.HasDefaultValue || IsMissing(member.Type, parameter.DefaultValue);
        if (shape.Constructor?.GetParameters().Length > 0 || _fresh.Value is not { } fresh) return false;
        try
        {
            return IsMissing(member.Type, member.ValueIn(fresh));
        }
        catch (TargetInvocationException)
        {
            // A property that throws on an instance without values.
            return false;
        }
    }

    /// <summary>An instance as a reader makes it before it has read anything; null when there is none to be had.</summary>
    private static object? MakeFresh(ObjectShape shape)
    {
        if (shape.Type.IsAbstract) return null;
        try
        {
            return shape.Type.IsAssignableTo(typeof(Exception))
                ? Codecs.ExceptionFactory.Create(shape.Type)
                : Expression.Lambda<Func<object>>(Expression.Convert(ObjectCodecBuilder.Create(shape), typeof(object))).Compile()();
        }
        catch (Exception)
        {
            return null;
        }
    }

    // An optional parameter of a value type may have null for its default value.
    private static bool IsMissing(Type type, object? value) =>
        (bool)IsMissingMethod.MakeGenericMethod(type).Invoke(null, [value ?? (type.IsValueType ? Activator.CreateInstance(type) : null)])!;

    // A codec that is not there yet is one of a class that holds itself.
    private static bool IsMissingValue<T>(object? value) => Codec<T>.Instance is { } codec ? codec.IsMissing((T)value!) : value is null;
}

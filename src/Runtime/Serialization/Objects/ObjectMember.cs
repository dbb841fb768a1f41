using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Emit;

namespace Nusaloka.Runtime.Serialization.Objects;

/// <summary>A property or field that travels.</summary>
/// <param name="id">Its number among the members of the class that declares it.</param>
/// <param name="info">The property or field, as its own class sees it.</param>
internal sealed class ObjectMember(uint id, MemberInfo info)
{
    private readonly FieldInfo? _field = info as FieldInfo ?? BackingFieldOf((PropertyInfo)info);

    public uint Id => id;

    public string Name => info.Name;

    public Type Type { get; } = info is FieldInfo field ? field.FieldType : ((PropertyInfo)info).PropertyType;

    /// <summary>Where the constructor takes it; null when it is set afterwards.</summary>
    public ParameterInfo? Parameter { get; set; }

    /// <summary>Whether an instance that is there can be given another value.</summary>
    public bool CanBeSet => info is PropertyInfo { CanWrite: true } || _field is not null;

    public Expression Get(Expression instance) =>
        info is PropertyInfo property ? Expression.Property(instance, property) : Expression.Field(instance, (FieldInfo)info);

    /// <summary>Sets it, also when it is only to be set at birth; <see cref="CanBeSet"/> must hold.</summary>
    public Expression Set(ParameterExpression instance, Expression value)
    {
        if (info is PropertyInfo { CanWrite: true } property) return Expression.Assign(Expression.Property(instance, property), value);
        return _field is { IsInitOnly: false }
            ? Expression.Assign(Expression.Field(instance, _field), value)
            : Expression.Invoke(Expression.Constant(MakeSetter(instance.Type)), instance, value);
    }

    public object? ValueIn(object instance) => info is PropertyInfo property ? property.GetValue(instance) : ((FieldInfo)info).GetValue(instance);

    // Expressions refuse to write into a readonly field; code that is emitted may, as constructors do.
    private Delegate MakeSetter(Type instanceType)
    {
        var method = new DynamicMethod($"Set:{info.Name}", typeof(void), [instanceType.MakeByRefType(), Type], typeof(ObjectMember).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        if (!instanceType.IsValueType) il.Emit(OpCodes.Ldind_Ref);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Stfld, _field!);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate(typeof(SetMember<,>).MakeGenericType(instanceType, Type));
    }

    private static FieldInfo? BackingFieldOf(PropertyInfo property) =>
        property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
}

/// <summary>Sets a member of an instance; by reference, so that it reaches a value type, too.</summary>
internal delegate void SetMember<TInstance, in TMember>(ref TInstance instance, TMember value);

using System.Reflection;
using System.Reflection.Emit;
using Nusaloka.Runtime.Serialization;

namespace Nusaloka.Runtime.Messaging;

/// <summary>Writes the class of one method's calls: a field per argument and what <see cref="GrainCall"/> asks for.</summary>
internal static class CallClassBuilder
{
    private const MethodAttributes Override = MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig;

    private const MethodAttributes ProtectedOverride = MethodAttributes.Family | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig;

    private static int _count;

    public static (ConstructorInfo Constructor, FieldInfo[] Fields) Build(ModuleBuilder module, GrainMethod method, Type declaring, Type result, Type[] parameters)
    {
        var parent = typeof(GrainCall<>).MakeGenericType(result);
        var builder = module.DefineType(
            $"Call:{method.InterfaceType}.{method.Method.Name}:{_count++}", TypeAttributes.Public | TypeAttributes.Sealed, parent);
        ProxyBuilder.DefineConstructor(builder, ProxyBuilder.ConstructorOf(parent, []), []);
        var arguments = new FieldInfo[parameters.Length];
        for (var i = 0; i < parameters.Length; i++) arguments[i] = builder.DefineField($"Argument{i}", parameters[i], FieldAttributes.Public);
        var descriptor = builder.DefineField(nameof(GrainCall.Method), typeof(GrainMethod), FieldAttributes.Public | FieldAttributes.Static);

        DefineMethodProperty(builder, descriptor);
        DefineInvokeTarget(builder, declaring, method.Method, arguments);
        DefineGetToken(builder, arguments);
        DefineArgumentCount(builder, arguments.Length);
        DefineGetArgument(builder, arguments);
        DefineSetArgument(builder, arguments);
        DefineSetToken(builder, arguments);
        DefineWriteFields(builder, arguments);
        DefineReadField(builder, arguments);

        var type = builder.CreateType();
        type.GetField(nameof(GrainCall.Method), BindingFlags.Public | BindingFlags.Static)!.SetValue(null, method);
        return (type.GetConstructor([])!, Array.ConvertAll(arguments, field => type.GetField(field.Name)!));
    }

    private static void DefineMethodProperty(TypeBuilder builder, FieldInfo descriptor)
    {
        var il = builder.DefineMethod($"get_{nameof(GrainCall.Method)}", Override, typeof(GrainMethod), []).GetILGenerator();
        il.Emit(OpCodes.Ldsfld, descriptor);
        il.Emit(OpCodes.Ret);
    }

    private static void DefineInvokeTarget(TypeBuilder builder, Type declaring, MethodInfo method, FieldInfo[] arguments)
    {
        var il = builder.DefineMethod(nameof(GrainCall.InvokeTarget), Override, typeof(Task), [typeof(object)]).GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Castclass, declaring);
        foreach (var argument in arguments)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, argument);
        }

        il.Emit(OpCodes.Callvirt, method);
        if (method.ReturnType == typeof(void))
        {
            il.Emit(OpCodes.Call, typeof(Task).GetProperty(nameof(Task.CompletedTask))!.GetMethod!);
        }
        else if (method.ReturnType.IsValueType)
        {
            var task = il.DeclareLocal(method.ReturnType);
            il.Emit(OpCodes.Stloc, task);
            il.Emit(OpCodes.Ldloca, task);
            il.Emit(OpCodes.Call, ProxyBuilder.MethodOf(method.ReturnType, nameof(ValueTask.AsTask)));
        }

        il.Emit(OpCodes.Ret);
    }

    private static void DefineGetToken(TypeBuilder builder, FieldInfo[] arguments)
    {
        var il = builder.DefineMethod(nameof(GrainCall.GetToken), Override, typeof(CancellationToken), []).GetILGenerator();
        if (arguments.LastOrDefault(argument => argument.FieldType == typeof(CancellationToken)) is { } token)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, token);
        }
        else
        {
            il.Emit(OpCodes.Call, typeof(CancellationToken).GetProperty(nameof(CancellationToken.None))!.GetMethod!);
        }

        il.Emit(OpCodes.Ret);
    }

    private static void DefineArgumentCount(TypeBuilder builder, int count)
    {
        var il = builder.DefineMethod(nameof(GrainCall.GetArgumentCount), Override, typeof(int), []).GetILGenerator();
        il.Emit(OpCodes.Ldc_I4, count);
        il.Emit(OpCodes.Ret);
    }

    private static void DefineGetArgument(TypeBuilder builder, FieldInfo[] arguments)
    {
        var il = builder.DefineMethod(nameof(GrainCall.GetArgument), Override, typeof(object), [typeof(int)]).GetILGenerator();
        EmitSwitch(il, arguments.Length, i =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, arguments[i]);
            if (arguments[i].FieldType.IsValueType) il.Emit(OpCodes.Box, arguments[i].FieldType);
        });
    }

    private static void DefineSetArgument(TypeBuilder builder, FieldInfo[] arguments)
    {
        var il = builder.DefineMethod(nameof(GrainCall.SetArgument), Override, typeof(void), [typeof(int), typeof(object)]).GetILGenerator();
        EmitSwitch(il, arguments.Length, i =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_2);
            il.Emit(OpCodes.Unbox_Any, arguments[i].FieldType);
            il.Emit(OpCodes.Stfld, arguments[i]);
        });
    }

    private static void DefineSetToken(TypeBuilder builder, FieldInfo[] arguments)
    {
        var il = builder.DefineMethod(nameof(GrainCall.SetToken), Override, typeof(void), [typeof(CancellationToken)]).GetILGenerator();
        foreach (var argument in arguments.Where(static argument => argument.FieldType == typeof(CancellationToken)))
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Stfld, argument);
        }

        il.Emit(OpCodes.Ret);
    }

    private static void DefineWriteFields(TypeBuilder builder, FieldInfo[] arguments)
    {
        var il = builder.DefineMethod(GrainCall.WriteFieldsName, ProtectedOverride, typeof(void), [typeof(WireWriter)]).GetILGenerator();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].FieldType == typeof(CancellationToken)) continue;
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldc_I4, (int)WireFormat.KeyOf((uint)i));
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, arguments[i]);
            il.Emit(OpCodes.Call, CodecMethod(arguments[i].FieldType, nameof(Codec<>.WriteField)));
        }

        il.Emit(OpCodes.Ret);
    }

    private static void DefineReadField(TypeBuilder builder, FieldInfo[] arguments)
    {
        var il = builder.DefineMethod(
            GrainCall.ReadFieldName, ProtectedOverride, typeof(void), [typeof(int), typeof(WireReader).MakeByRefType(), typeof(WireType)]).GetILGenerator();
        EmitSwitch(il, arguments.Length, i =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_2);
            il.Emit(OpCodes.Ldarg_3);
            il.Emit(OpCodes.Call, CodecMethod(arguments[i].FieldType, nameof(Codec<>.ReadField)));
            il.Emit(OpCodes.Stfld, arguments[i]);
        });
    }

    private static MethodInfo CodecMethod(Type type, string name) => typeof(Codec<>).MakeGenericType(type).GetMethod(name)!;

    /// <summary>One branch per argument position, each of which returns; any other position throws.</summary>
    private static void EmitSwitch(ILGenerator il, int count, Action<int> emitCase)
    {
        var labels = new Label[count];
        for (var i = 0; i < count; i++) labels[i] = il.DefineLabel();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Switch, labels);
        il.Emit(OpCodes.Ldstr, "index");
        il.Emit(OpCodes.Newobj, ProxyBuilder.ConstructorOf(typeof(ArgumentOutOfRangeException), [typeof(string)]));
        il.Emit(OpCodes.Throw);
        for (var i = 0; i < count; i++)
        {
            il.MarkLabel(labels[i]);
            emitCase(i);
            il.Emit(OpCodes.Ret);
        }
    }
}

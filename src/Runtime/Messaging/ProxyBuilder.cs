using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using Orleans;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Messaging;

/// <summary>
/// Writes, once per process and grain interface, a reference class that implements the interface, and per method a call class that holds
/// the arguments in fields and calls the grain directly: no reflection, boxing or argument array on the way of a call (ADR 0001).
/// </summary>
internal static class ProxyBuilder
{
    private static readonly ConcurrentDictionary<Type, Lazy<GrainInterface>> Built = new();
    private static readonly Lock Gate = new();
    private static readonly ModuleBuilder Module = DefineModule();
    private static readonly HashSet<string> OpenedAssemblies = [];

    private static readonly Type[] ReferenceConstructorTypes = [typeof(GrainReferenceFactory), typeof(GrainId), typeof(GrainInterfaceType)];
    private static readonly ConstructorInfo ReferenceConstructor = ConstructorOf(typeof(GrainReference), ReferenceConstructorTypes);
    private static readonly MethodInfo Send = MethodOf(typeof(GrainReference), nameof(GrainReference.Send));

    /// <summary>What makes references of that interface.</summary>
    /// <exception cref="NotSupportedException">The interface has a member that is no grain method.</exception>
    public static Func<GrainReferenceFactory, GrainId, GrainReference> ConstructorFor(Type interfaceType) => For(interfaceType).NewReference;

    /// <summary>What makes the calls of that interface's methods, by the names of the methods on the wire.</summary>
    /// <exception cref="NotSupportedException">The interface has a member that is no grain method.</exception>
    public static IReadOnlyDictionary<string, ConstructorInfo> CallsOf(Type interfaceType) => For(interfaceType).Calls;

    private static GrainInterface For(Type interfaceType) =>
        Built.GetOrAdd(interfaceType, static type => new Lazy<GrainInterface>(() => Build(type))).Value;

    private static GrainInterface Build(Type interfaceType)
    {
        if (!interfaceType.IsInterface || !typeof(IAddressable).IsAssignableFrom(interfaceType))
        {
            throw new ArgumentException($"{interfaceType} is not a grain interface: it must be an interface that extends {nameof(IGrainWithStringKey)}.");
        }

        lock (Gate)
        {
            OpenAssembliesOf(interfaceType);
            var name = GrainMethod.NameOf(interfaceType);
            var builder = Module.DefineType($"Reference:{interfaceType}", TypeAttributes.Public | TypeAttributes.Sealed, typeof(GrainReference), [interfaceType]);
            DefineConstructor(builder, ReferenceConstructor, ReferenceConstructorTypes);
            var calls = new Dictionary<string, ConstructorInfo>();
            foreach (var (method, names) in MethodNames.Of(interfaceType))
            {
                var call = ImplementMethod(builder, interfaceType, method, names[0]);
                foreach (var alias in names) calls.Add(alias, call);
            }

            var constructor = builder.CreateType().GetConstructor(ReferenceConstructorTypes)!;
            var create = new DynamicMethod("Create", typeof(GrainReference), ReferenceConstructorTypes, typeof(ProxyBuilder).Module, skipVisibility: true);
            var il = create.GetILGenerator();
            for (var i = 0; i < ReferenceConstructorTypes.Length; i++) il.Emit(OpCodes.Ldarg, (short)i);
            il.Emit(OpCodes.Newobj, constructor);
            il.Emit(OpCodes.Ret);
            var created = create.CreateDelegate<Func<GrainReferenceFactory, GrainId, GrainInterfaceType, GrainReference>>();
            return new GrainInterface((factory, id) => created(factory, id, name), calls);
        }
    }

    /// <summary>Writes a method of the reference class.</summary>
    /// <returns>What makes a call of it.</returns>
    private static ConstructorInfo ImplementMethod(TypeBuilder reference, Type interfaceType, MethodInfo method, string wireName)
    {
        var declaring = method.DeclaringType!;
        var result = GrainMethod.ResultTypeOf(method);
        var parameters = Array.ConvertAll(method.GetParameters(), parameter => parameter.ParameterType);
        var (callConstructor, fields) = CallClassBuilder.Build(Module, new GrainMethod(interfaceType, method, wireName), declaring, result, parameters);

        var body = reference.DefineMethod(
            $"{declaring.FullName}.{method.Name}",
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig | MethodAttributes.NewSlot,
            method.ReturnType,
            parameters);
        var il = body.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Newobj, callConstructor);
        for (var i = 0; i < parameters.Length; i++)
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldarg, (short)(i + 1));
            il.Emit(OpCodes.Stfld, fields[i]);
        }

        il.Emit(OpCodes.Call, Send.MakeGenericMethod(result));
        if (method.ReturnType == typeof(void)) il.Emit(OpCodes.Pop);
        else if (method.ReturnType.IsValueType) il.Emit(OpCodes.Newobj, ValueTaskConstructor(method.ReturnType));
        il.Emit(OpCodes.Ret);
        reference.DefineMethodOverride(body, method);
        return callConstructor;
    }

    private static ConstructorInfo ValueTaskConstructor(Type valueTask) =>
        valueTask.IsGenericType
            ? ConstructorOf(valueTask, [typeof(Task<>).MakeGenericType(valueTask.GetGenericArguments())])
            : ConstructorOf(valueTask, [typeof(Task)]);

    internal static void DefineConstructor(TypeBuilder type, ConstructorInfo baseConstructor, Type[] parameters)
    {
        var constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, parameters);
        var il = constructor.GetILGenerator();
        for (var i = 0; i <= parameters.Length; i++) il.Emit(OpCodes.Ldarg, (short)i);
        il.Emit(OpCodes.Call, baseConstructor);
        il.Emit(OpCodes.Ret);
    }

    internal static ConstructorInfo ConstructorOf(Type type, Type[] parameters) =>
        type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, parameters)
        ?? throw new MissingMethodException(type.FullName, ".ctor");

    internal static MethodInfo MethodOf(Type type, string name) =>
        type.GetMethod(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        ?? throw new MissingMethodException(type.FullName, name);

    private static ModuleBuilder DefineModule()
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Nusaloka.Runtime.References"), AssemblyBuilderAccess.Run);
        Open(assembly, typeof(ProxyBuilder).Assembly);
        return assembly.DefineDynamicModule("References");
    }

    // Grain interfaces and message types may be internal to their assemblies.
    private static void OpenAssembliesOf(Type interfaceType)
    {
        foreach (var declaring in interfaceType.GetInterfaces().Append(interfaceType))
        {
            Open(declaring.Assembly);
            foreach (var method in declaring.GetMethods())
            {
                Open(method.ReturnType);
                foreach (var parameter in method.GetParameters()) Open(parameter.ParameterType);
            }
        }
    }

    private static void Open(Type type)
    {
        Open(type.Assembly);
        foreach (var argument in type.GetGenericArguments()) Open(argument);
    }

    private static void Open(Assembly assembly)
    {
        if (assembly.GetName().Name is { } name && OpenedAssemblies.Add(name)) Open((AssemblyBuilder)Module.Assembly, assembly);
    }

    private static void Open(AssemblyBuilder builder, Assembly assembly) =>
        builder.SetCustomAttribute(new CustomAttributeBuilder(
            ConstructorOf(typeof(System.Runtime.CompilerServices.IgnoresAccessChecksToAttribute), [typeof(string)]),
            [assembly.GetName().Name]));

    private sealed record GrainInterface(
        Func<GrainReferenceFactory, GrainId, GrainReference> NewReference, IReadOnlyDictionary<string, ConstructorInfo> Calls);
}

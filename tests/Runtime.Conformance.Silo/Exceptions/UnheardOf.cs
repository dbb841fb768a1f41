using System.Reflection;
using System.Reflection.Emit;

namespace Nusaloka.Runtime.Conformance.Silo.Exceptions;

/// <summary>
/// An exception of a class that is made while the silo runs, so that another process cannot have it. It claims to be of the framework:
/// of other classes that have no serializer Orleans tells the caller nothing but their name.
/// </summary>
internal static class UnheardOf
{
    private static readonly Type Class = MakeClass();

    public static Exception Exception(string message) =>
        Activator.CreateInstance(Class, message) as Exception ?? throw new InvalidOperationException($"{Class} is no exception.");

    private static Type MakeClass()
    {
        var module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("System.Unheard"), AssemblyBuilderAccess.Run).DefineDynamicModule("System.Unheard");
        var type = module.DefineType("System.Unheard.UnheardOfException", TypeAttributes.Public | TypeAttributes.Sealed, typeof(Exception));
        var body = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, [typeof(string)]).GetILGenerator();
        body.Emit(OpCodes.Ldarg_0);
        body.Emit(OpCodes.Ldarg_1);
        body.Emit(OpCodes.Call, typeof(Exception).GetConstructor([typeof(string)])!);
        body.Emit(OpCodes.Ret);
        return type.CreateType();
    }
}

using System.Buffers;
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Nusaloka.Runtime.Serialization.Codecs;

/// <summary>Makes exceptions of types that are here already; nothing is loaded for the sake of a name.</summary>
internal static class ExceptionFactory
{
    // Such a name would ask for other types, and these for their assemblies.
    private static readonly SearchValues<char> Composing = SearchValues.Create("[],*&\\");
    private static readonly ConcurrentDictionary<string, Type> Types = new();

    /// <summary>The exception type of that full name; null when no loaded assembly has it.</summary>
    public static Type? Find(string fullName)
    {
        if (fullName.AsSpan().ContainsAny(Composing)) return null;
        if (Types.TryGetValue(fullName, out var known)) return known;
        var type = AppDomain.CurrentDomain.GetAssemblies()
            .Select(assembly => assembly.GetType(fullName, throwOnError: false))
            .FirstOrDefault(static type => type is { IsAbstract: false, ContainsGenericParameters: false } && type.IsAssignableTo(typeof(Exception)));
        return type is null ? null : Types.GetOrAdd(fullName, type);
    }

    /// <summary>
    /// An exception before anything is known of it. Only a constructor without parameters is called: what others would make of a message is
    /// their secret.
    /// </summary>
    public static Exception Create(Type type)
    {
        if (type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is not { } constructor)
            return (Exception)RuntimeHelpers.GetUninitializedObject(type);
        return (Exception)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, null, null);
    }

    /// <summary>Gives an exception what every exception has.</summary>
    public static void Fill(Exception exception, string? message, string? stackTrace, Exception? inner, int hResult)
    {
        MessageOf(exception) = message;
        InnerOf(exception) = inner;
        exception.HResult = hResult;
        if (stackTrace is not null) ExceptionDispatchInfo.SetRemoteStackTrace(exception, stackTrace);
    }

    /// <summary>The message that was given to an exception, without what its type adds when it is asked.</summary>
    public static string? GivenMessage(Exception exception) => MessageOf(exception);

    // The framework's own fields: its only public way to set them is formatted serialization, which is obsolete.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    private static extern ref string? MessageOf(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    private static extern ref Exception? InnerOf(Exception exception);
}

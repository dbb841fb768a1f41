using System.Reflection;

namespace Orleans.Serialization.Invocation;

/// <summary>A call as data: the method and its arguments.</summary>
public interface IInvokable : IDisposable
{
    /// <summary>The grain the call runs on; null before it arrived.</summary>
    object? GetTarget();

    /// <summary>How many arguments there are.</summary>
    int GetArgumentCount();

    /// <summary>One argument, by position.</summary>
    object? GetArgument(int index);

    /// <summary>Replaces one argument.</summary>
    void SetArgument(int index, object value);

    /// <summary>The method's name.</summary>
    string GetMethodName();

    /// <summary>The interface's name.</summary>
    string GetInterfaceName();

    /// <summary>The name a trace shows: interface/method.</summary>
    string GetActivityName();

    /// <summary>The interface's method.</summary>
    MethodInfo GetMethod();

    /// <summary>The interface.</summary>
    Type GetInterfaceType();
}

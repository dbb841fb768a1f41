using System.Collections.Concurrent;
using System.Reflection;
using Nusaloka.Runtime.Activation;
using Nusaloka.Runtime.Messaging;
using Orleans;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Filters;

/// <summary>A call on its way through the incoming filters: those of the silo, then the grain's own, then the grain.</summary>
internal sealed class IncomingCallContext(IIncomingGrainCallFilter[] filters, ActivationData activation, object grain, GrainCall call)
    : CallContext(call), IIncomingGrainCallContext
{
    private static readonly ConcurrentDictionary<(Type Class, MethodInfo Method), MethodInfo> Implementations = new();

    private readonly GrainCall _call = call;
    private int _next;

    public override object Grain => grain;

    public IGrainContext TargetContext => activation;

    public MethodInfo ImplementationMethod => Implementations.GetOrAdd((grain.GetType(), InterfaceMethod), Find);

    // Filters are not awaited here: each call passes here once for each of them, and an async method costs what the filter itself does.
    public override Task Invoke()
    {
        var next = _next++;
        try
        {
            if (next < filters.Length)
                return filters[next].Invoke(this);
            return next == filters.Length && grain is IIncomingGrainCallFilter own ? own.Invoke(this) : InvokeGrainAsync();
        }
        catch (Exception exception)
        {
            return Task.FromException(exception);
        }
    }

    private async Task InvokeGrainAsync()
    {
        var outcome = _call.InvokeTarget(grain);
        await outcome;
        Result = _call.ResultOf(outcome);
    }

    private static MethodInfo Find((Type Class, MethodInfo Method) wanted)
    {
        var map = wanted.Class.GetInterfaceMap(wanted.Method.DeclaringType!);
        return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, wanted.Method)];
    }
}

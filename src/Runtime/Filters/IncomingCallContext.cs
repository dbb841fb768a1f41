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

    /// <summary>What the grain's method gave back; null while it was not called.</summary>
    private Task? _outcome;

    /// <summary>What a filter has put in place of the grain's result.</summary>
    private object? _replacement;
    private bool _isReplaced;

    public override object Grain => grain;

    public IGrainContext TargetContext => activation;

    public MethodInfo ImplementationMethod => Implementations.GetOrAdd((grain.GetType(), InterfaceMethod), Find);

    public override object? Result
    {
        get => _isReplaced ? _replacement : _outcome is { IsCompletedSuccessfully: true } outcome ? _call.ResultOf(outcome) : null;
        set => (_replacement, _isReplaced) = (value, true);
    }

    // Nothing is awaited here: each call passes here once for each filter, and an async method costs what the filter itself does.
    public override Task Invoke()
    {
        var next = _next++;
        try
        {
            var task = next < filters.Length ? filters[next].Invoke(this)
                : next == filters.Length && grain is IIncomingGrainCallFilter own ? own.Invoke(this)
                : InvokeGrain();
            return task ?? throw new InvalidOperationException($"{_call.Method.ActivityName} of {_call.TargetId}, or a filter of it, returned null, not a task.");
        }
        catch (Exception exception)
        {
            return Task.FromException(exception);
        }
    }

    private Task InvokeGrain()
    {
        // A filter may call the grain once more: then that result counts.
        (_isReplaced, _outcome) = (false, null);
        return _outcome = _call.InvokeTarget(grain);
    }

    private static MethodInfo Find((Type Class, MethodInfo Method) wanted)
    {
        var map = wanted.Class.GetInterfaceMap(wanted.Method.DeclaringType!);
        return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, wanted.Method)];
    }
}

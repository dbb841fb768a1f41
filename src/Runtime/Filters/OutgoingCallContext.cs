using Nusaloka.Runtime.Activation;
using Nusaloka.Runtime.Messaging;
using Orleans;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Filters;

/// <summary>A call on its way through the outgoing filters.</summary>
internal sealed class OutgoingCallContext<T>(IOutgoingGrainCallFilter[] filters, GrainReference reference, GrainCall<T> call, Func<GrainCall<T>, Task<T>> send)
    : CallContext(call), IOutgoingGrainCallContext
{
    private int _next;

    public override object Grain => reference;

    public IGrainContext? SourceContext { get; } = RuntimeContext.Current;

    public override GrainId? SourceId => SourceContext?.GrainId;

    public override object? Result { get; set; }

    public override async Task Invoke()
    {
        if (_next < filters.Length) await filters[_next++].Invoke(this);
        else Result = await send(call);
    }
}

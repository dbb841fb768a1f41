using System.Reflection;
using Nusaloka.Runtime.Messaging;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Nusaloka.Runtime.Filters;

/// <summary>What both kinds of filters see of a call.</summary>
internal abstract class CallContext(GrainCall call) : IGrainCallContext
{
    public IInvokable Request => call;

    public abstract object Grain { get; }

    public virtual GrainId? SourceId => call.SourceId;

    public GrainId TargetId => call.TargetId;

    public GrainInterfaceType InterfaceType => call.Method.InterfaceTypeName;

    public string InterfaceName => call.Method.InterfaceTypeName.ToString();

    public string MethodName => call.Method.Method.Name;

    public MethodInfo InterfaceMethod => call.Method.Method;

    public abstract object? Result { get; set; }

    public abstract Task Invoke();
}

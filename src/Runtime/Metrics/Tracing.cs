using System.Diagnostics;
using Nusaloka.Runtime.Messaging;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Metrics;

/// <summary>The traces of grain calls, under the names of Microsoft Orleans; nothing is made unless somebody listens.</summary>
internal static class Tracing
{
    private static readonly ActivitySource Application = new("Microsoft.Orleans.Application", "1.0.0");
    private static readonly ActivitySource Lifecycle = new("Microsoft.Orleans.Lifecycle", "1.0.0");
    private static readonly ActivitySource Storage = new("Microsoft.Orleans.Storage", "1.0.0");

    public static bool IsOn => Application.HasListeners();

    /// <summary>The caller's side of a call.</summary>
    public static Activity? StartClient(GrainCall call) => Describe(Application.StartActivity(call.Method.ActivityName, ActivityKind.Client), call);

    /// <summary>The grain's side of a call.</summary>
    public static Activity? StartServer(GrainCall call) =>
        Describe(Application.StartActivity(call.Method.ActivityName, ActivityKind.Server, call.TraceParent), call);

    /// <summary>The start of an activation, within the trace of the call that caused it.</summary>
    public static Activity? StartActivation(GrainId grainId, ActivityContext cause)
    {
        var activity = Lifecycle.StartActivity("activate grain", ActivityKind.Internal, cause);
        activity?.SetTag("orleans.grain.id", grainId.ToString());
        return activity;
    }

    /// <summary>A storage operation of a grain.</summary>
    public static Activity? StartStorage(string operation, GrainId grainId, string stateName)
    {
        var activity = Storage.StartActivity(operation, ActivityKind.Client);
        activity?.SetTag("orleans.grain.id", grainId.ToString()).SetTag("orleans.storage.state.name", stateName);
        return activity;
    }

    public static void Fail(Activity? activity, Exception exception)
    {
        if (activity is null) return;
        activity.SetStatus(ActivityStatusCode.Error, exception.Message);
        activity.SetTag("exception.type", exception.GetType().FullName);
        activity.SetTag("exception.message", exception.Message);
    }

    private static Activity? Describe(Activity? activity, GrainCall call)
    {
        if (activity is not { IsAllDataRequested: true }) return activity;
        activity.SetTag("rpc.system.name", "orleans");
        activity.SetTag("orleans.rpc.service", call.Method.InterfaceTypeName.ToString());
        activity.SetTag("rpc.method", $"{call.Method.InterfaceTypeName}/{call.Method.Method.Name}");
        activity.SetTag("orleans.rpc.target_id", call.TargetId.ToString());
        if (call.SourceId is { } source) activity.SetTag("orleans.rpc.source_id", source.ToString());
        return activity;
    }
}

namespace Nusaloka.Runtime.Conformance.Silo.Filters;

/// <summary>The filters of silos and clients. They leave all calls alone but those of <see cref="IFilteredGrain"/>.</summary>
public static class CallFilters
{
    /// <summary>What the client's filter sets.</summary>
    public const string ContextKey = "filter";

    public static ISiloBuilder AddCallFilters(this ISiloBuilder silo) => silo
        .AddIncomingGrainCallFilter(context => WrapAsync(context, "first"))
        .AddIncomingGrainCallFilter(context => WrapAsync(context, "second"))
        .AddIncomingGrainCallFilter(WitnessAsync)
        .AddIncomingGrainCallFilter(ReplaceAsync)
        .AddOutgoingGrainCallFilter(context => WrapAsync(context, "silo"));

    public static IClientBuilder AddCallFilters(this IClientBuilder client) => client
        .AddOutgoingGrainCallFilter(context => WrapAsync(context, "client"))
        .AddOutgoingGrainCallFilter(SetContextAsync);

    private static bool IsOurs(IGrainCallContext context, string method) =>
        context.InterfaceMethod.DeclaringType == typeof(IFilteredGrain) && context.MethodName == method;

    private static async Task WrapAsync(IGrainCallContext context, string name)
    {
        await context.Invoke();
        if (IsOurs(context, nameof(IFilteredGrain.SayAsync)) || IsOurs(context, nameof(IFilteredGrain.SayThroughAsync)))
            context.Result = $"{name}({context.Result})";
    }

    private static async Task WitnessAsync(IIncomingGrainCallContext context)
    {
        if (!IsOurs(context, nameof(IFilteredGrain.WitnessAsync)))
        {
            await context.Invoke();
            return;
        }

        var seen = $"{context.Grain.GetType().Name} {context.TargetId} {context.SourceId?.Type} {context.InterfaceMethod.Name} "
            + $"{context.ImplementationMethod.DeclaringType?.Name} {context.Request.GetArgument(0)}";
        context.Request.SetArgument(0, "changed");
        await context.Invoke();
        context.Result = $"{seen} {context.Result}";
    }

    private static async Task ReplaceAsync(IIncomingGrainCallContext context)
    {
        if (IsOurs(context, nameof(IFilteredGrain.RefuseAsync))) throw new UnauthorizedAccessException("refused");
        try
        {
            await context.Invoke();
        }
        catch (InvalidDataException exception) when (IsOurs(context, nameof(IFilteredGrain.FailAsync)))
        {
            throw new NotSupportedException("replaced", exception);
        }
    }

    private static Task SetContextAsync(IOutgoingGrainCallContext context)
    {
        if (IsOurs(context, nameof(IFilteredGrain.ReadContextAsync))) RequestContext.Set(ContextKey, "Sari");
        return context.Invoke();
    }
}

namespace Nusaloka.Silo.Operations;

/// <summary>Counts calls by a filter of Microsoft Orleans. Its twin for the embedded runtime is CallObserver.Embedded.cs.</summary>
internal sealed class CallObserver(MethodCounters counters, TimeProvider clock) : IIncomingGrainCallFilter
{
    /// <summary>Orleans' own grains are called all the time.</summary>
    private const string SystemKinds = "sys.";

    public static void Register(IServiceCollection services) => services.AddSingleton<IIncomingGrainCallFilter, CallObserver>();

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var kind = context.TargetId.Type.ToString() ?? "";
        if (kind.StartsWith(SystemKinds, StringComparison.Ordinal))
        {
            await context.Invoke();
            return;
        }

        var started = clock.GetTimestamp();
        var failed = true;
        try
        {
            await context.Invoke();
            failed = false;
        }
        finally
        {
            counters.CounterOf(kind, context.MethodName).Count(clock.GetElapsedTime(started), failed);
        }
    }
}

namespace Nusaloka.Silo;

/// <summary>Host set-up for the embedded actor runtime. Its twin for Microsoft Orleans is Hosting.Orleans.cs.</summary>
internal static class Hosting
{
    /// <summary>One process: membership, placement and messaging inside it.</summary>
    public static IHostApplicationBuilder UseActorRuntime(this IHostApplicationBuilder builder) => builder.UseOrleans(silo =>
    {
        silo.UseLocalhostClustering();
        silo.AddMemoryStreams(StreamProviders.Realtime);
        silo.AddReminders();
        silo.Configure<ReminderOptions>(static options =>
        {
            options.RefreshReminderListPeriod = ReminderTimes.Refresh;
            // Reading ahead costs memory and saves nothing: the table is asked again before each tick.
            options.ReminderLoadingWindow = 2 * ReminderTimes.Refresh;
        });
    });
}

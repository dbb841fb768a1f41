using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nusaloka.Runtime.Reminders;
using Orleans.Timers;

namespace Orleans.Hosting;

/// <summary>Reminders of a silo.</summary>
public static class SiloBuilderReminderExtensions
{
    /// <summary>Lets grains have reminders. They are kept in the <see cref="IReminderTable"/> among the services, which is to be added beside it.</summary>
    public static ISiloBuilder AddReminders(this ISiloBuilder builder) => builder.ConfigureServices(services => services.AddReminders());

    /// <inheritdoc cref="AddReminders(ISiloBuilder)"/>
    public static void AddReminders(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(service => service.ServiceType == typeof(ReminderService))) return;
        services.AddOptions<ReminderOptions>()
            .Validate(options => options.MinimumReminderPeriod >= TimeSpan.Zero, $"{nameof(ReminderOptions.MinimumReminderPeriod)} must not be negative.")
            .Validate(options => options.RefreshReminderListPeriod > TimeSpan.Zero, $"{nameof(ReminderOptions.RefreshReminderListPeriod)} must be more than zero.")
            .Validate(
                options => options.ReminderLoadingWindow >= options.RefreshReminderListPeriod,
                $"{nameof(ReminderOptions.ReminderLoadingWindow)} must not be less than {nameof(ReminderOptions.RefreshReminderListPeriod)}.")
            .ValidateOnStart();
        services.AddSingleton<ReminderSchedule>();
        services.AddSingleton<ReminderInstruments>();
        services.AddSingleton<ReminderService>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<ReminderService>());
        services.AddSingleton<IReminderStatistics>(provider => provider.GetRequiredService<ReminderService>());
        services.AddSingleton<IReminderRegistry, ReminderRegistry>();
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Nusaloka.Persistence.Outbox;

/// <summary>Adds the delivery of outbox events to a silo.</summary>
public static class OutboxServiceCollectionExtensions
{
    /// <summary>
    /// Adds the partition grains' dispatcher and the listener that wakes them. Needs AddNusalokaPersistence and a silo in the same
    /// host. Events are written without it, too, and wait.
    /// </summary>
    public static IServiceCollection AddOutboxDelivery(this IServiceCollection services, Action<OutboxOptions>? configure = null)
    {
        services.AddOutboxDispatcher(configure);
        services.AddHostedService<OutboxListener>();
        return services;
    }

    /// <summary>
    /// Has events of a type handled by <typeparamref name="THandler"/>, a singleton. A type may have several handlers.
    /// </summary>
    public static IServiceCollection AddEventHandler<TPayload, THandler>(this IServiceCollection services, string type)
        where THandler : class, IEventHandler<TPayload>
    {
        services.TryAddSingleton<THandler>();
        return services.AddSingleton<EventHandlerRegistration>(
            provider => new EventHandlerRegistration<TPayload>(type, provider.GetRequiredService<THandler>()));
    }

    /// <summary>The dispatcher without the listener, for tests that drive it by hand.</summary>
    internal static IServiceCollection AddOutboxDispatcher(this IServiceCollection services, Action<OutboxOptions>? configure = null)
    {
        services.AddOptions<OutboxOptions>()
            .Configure(options => configure?.Invoke(options))
            .ValidateDataAnnotations()
            .Validate(options => options.Lease > options.HandlerTimeout, "Outbox: Lease must be longer than HandlerTimeout.")
            .ValidateOnStart();
        services.TryAddSingleton<OutboxStore>();
        services.TryAddSingleton<OutboxDispatcher>();
        return services;
    }
}

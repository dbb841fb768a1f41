using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Accounts.Passkeys;
using Nusaloka.Grains.Accounts.Sessions;
using Nusaloka.Grains.Bookings;
using Nusaloka.Grains.Departures;
using Nusaloka.Grains.Matching;
using Nusaloka.Grains.Notifications.Channels;
using Nusaloka.Grains.Notifications.Fcm;
using Nusaloka.Grains.Notifications.WebPush;
using Nusaloka.Grains.Payments;
using Nusaloka.Grains.Payments.Withdrawals;
using Nusaloka.Grains.Privacy;
using Nusaloka.Grains.Profiles;
using Nusaloka.Grains.Trips;
using Nusaloka.Grains.Wallets;
using Nusaloka.Persistence;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Notifications;

/// <summary>Registers what tells people things.</summary>
internal static class NotificationSetup
{
    private const int MaxAnswerBytes = 1 << 16;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <summary>Options, services, channels and the handlers of events.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<NotificationOptions>().Bind(configuration.GetSection("NOTIFICATIONS")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<FcmOptions>().Bind(configuration.GetSection("FCM")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<NotificationStore>().AddSingleton<NotificationDeliveries>().AddSingleton<NotificationPublisher>().AddSingleton<ConnectedInboxes>()
            .AddSingleton<RoomNotificationReads>();
        services.AddSingleton<TargetHosts>().AddSingleton<PushDevices>().AddSingleton<UnsubscribeLinks>().AddSingleton<NotificationSenders>();
        services.AddSingleton<IPersonalDataEraser, NotificationEraser>();

        var options = new NotificationOptions();
        configuration.GetSection("NOTIFICATIONS").Bind(options);
        if (options.Movements)
            services.AddSingleton<IMovementHandler, MovementNotifications>();
        return services.AddChannels().AddEvents().AddSecurityEvents();
    }

    /// <summary>The read models alone.</summary>
    public static IServiceCollection AddNotificationProjections(this IServiceCollection services) => services
        .AddProjection<NotificationSettingsState, NotificationSettingsProjection>("notification-settings")
        .AddProjection<NotificationDeliveryState, NotificationDeliveryProjection>("notification-delivery");

    private static IServiceCollection AddChannels(this IServiceCollection services)
    {
        services.AddSingleton<PublicConnections>().AddSingleton<WebPushSender>().AddSingleton<FcmTokens>().AddSingleton<FcmSender>();
        services.AddSingleton<INotificationSender, EmailNotificationSender>();
        services.AddSingleton<INotificationSender, SmsNotificationSender>();
        services.AddSingleton<INotificationSender, PushNotificationSender>();
        services.AddSingleton<INotificationSender, WebhookNotificationSender>();
        foreach (var name in new[] { WebPushSender.ClientName, WebhookNotificationSender.ClientName })
        {
            services.AddHttpClient(name, Configure).RemoveAllLoggers()
                .ConfigurePrimaryHttpMessageHandler(static provider => provider.GetRequiredService<PublicConnections>().CreateHandler());
        }

        services.AddHttpClient(FcmSender.ClientName, Configure).RemoveAllLoggers();
        return services;
    }

    private static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.AddEventHandler<NotificationAdded, NotificationDispatcher>(NotificationAdded.Type);
        services.AddEventHandler<PaymentSucceeded, PaymentNotifications>(PaymentSucceeded.Type);
        services.AddEventHandler<PaymentFailed, PaymentNotifications>(PaymentFailed.Type);
        services.AddEventHandler<RefundEnded, PaymentNotifications>(RefundEnded.SucceededType);
        services.AddEventHandler<RefundEnded, PaymentNotifications>(RefundEnded.FailedType);
        services.AddEventHandler<WithdrawalEnded, PaymentNotifications>(WithdrawalEnded.SucceededType);
        services.AddEventHandler<WithdrawalEnded, PaymentNotifications>(WithdrawalEnded.FailedType);
        services.AddEventHandler<WithdrawalEnded, PaymentNotifications>(WithdrawalEnded.CanceledType);
        services.AddEventHandler<WithdrawalEnded, PaymentNotifications>(WithdrawalEnded.ReturnedType);
        services.AddEventHandler<WithdrawalWaiting, PaymentNotifications>(WithdrawalWaiting.Type);
        services.AddEventHandler<BankAccountChanged, PaymentNotifications>(BankAccountChanged.Type);
        services.AddEventHandler<InterestExpressed, InterestNotifications>(InterestExpressed.Type);
        services.AddEventHandler<InterestAgreed, InterestNotifications>(InterestAgreed.Type);
        services.AddEventHandler<SeatsOffered, TravelNotifications>(SeatsOffered.Type);
        services.AddEventHandler<DepartureCancelled, TravelNotifications>(DepartureCancelled.Type);
        services.AddEventHandler<TripAlert, TravelNotifications>(TripAlert.Type);
        foreach (var type in BookingChanged.Types)
            services.AddEventHandler<BookingChanged, TravelNotifications>(type);
        return services;
    }

    private static IServiceCollection AddSecurityEvents(this IServiceCollection services)
    {
        services.AddEventHandler<SessionStarted, SecurityNotifications>(SessionStarted.Type);
        services.AddEventHandler<SessionsEnded, SecurityNotifications>(SessionsEnded.ReuseType);
        foreach (var type in new[]
        {
            AccessChanged.PasswordType, AccessChanged.ClaimedType, AccessChanged.RoleType, AccessChanged.BannedType, AccessChanged.UnbannedType,
        })
        {
            services.AddEventHandler<AccessChanged, SecurityNotifications>(type);
        }

        services.AddEventHandler<PasskeyAdded, SecurityNotifications>(PasskeyAdded.Type);
        services.AddEventHandler<PasskeyRemoved, SecurityNotifications>(PasskeyRemoved.Type);
        services.AddEventHandler<PasskeyCounterWentBack, SecurityNotifications>(PasskeyCounterWentBack.Type);
        services.AddEventHandler<IdentifierChanged, IdentifierNotifications>(IdentifierChanged.Type);
        services.AddEventHandler<IdentifierReverted, IdentifierNotifications>(IdentifierReverted.Type);
        foreach (var type in new[] { ReversalStep.AskedType, ReversalStep.ContestedType, ReversalStep.RejectedType })
            services.AddEventHandler<ReversalStep, IdentifierNotifications>(type);
        services.AddEventHandler<AccessChanged, LostAccessHandler>(AccessChanged.PasswordType);
        services.AddEventHandler<AccessChanged, LostAccessHandler>(AccessChanged.ClaimedType);
        services.AddEventHandler<IdentifierReverted, LostAccessHandler>(IdentifierReverted.Type);
        services.AddEventHandler<SessionsEnded, EndedSessionHandler>(SessionsEnded.Type);
        services.AddEventHandler<SessionsEnded, EndedSessionHandler>(SessionsEnded.ReuseType);
        return services;
    }

    private static void Configure(HttpClient client)
    {
        client.Timeout = Timeout;
        client.MaxResponseContentBufferSize = MaxAnswerBytes;
    }
}

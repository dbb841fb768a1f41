using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Accounts.Passkeys;
using Nusaloka.Grains.Accounts.Sessions;
using Nusaloka.Grains.Bookings;
using Nusaloka.Grains.Chat;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Departures;
using Nusaloka.Grains.Invoices;
using Nusaloka.Grains.Mail;
using Nusaloka.Grains.Matching;
using Nusaloka.Grains.Notifications;
using Nusaloka.Grains.Payments;
using Nusaloka.Grains.Privacy;
using Nusaloka.Grains.Profiles;
using Nusaloka.Grains.Referral;
using Nusaloka.Grains.Reports;
using Nusaloka.Grains.Reviews;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.Search;
using Nusaloka.Grains.Sms;
using Nusaloka.Grains.Trips;
using Nusaloka.Grains.Codes;
using Nusaloka.Grains.Wallets;
using Nusaloka.Persistence;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains;

/// <summary>Registers what the grains need, a method per concept.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Everything that grains ask for beside persistence and the actor runtime.</summary>
    public static IServiceCollection AddNusalokaGrains(this IServiceCollection services, IConfiguration configuration) =>
        services.AddNusalokaProjections().AddAccounts(configuration).AddPasskeys().AddWallets().AddGateways(configuration).AddPayments(configuration)
            .AddInvoices(configuration).AddReports().AddProfiles(configuration).AddPrivacy().AddReferral(configuration).AddChat(configuration)
            .AddDeliveries().AddMail(configuration).AddSms(configuration).AddCodes(configuration)
            .AddNotifications(configuration)
            .AddTrips().AddDepartures(configuration).AddBookings(configuration).AddReviews(configuration).AddMatching().AddSearch(configuration);

    /// <summary>The read models alone, for programs that rebuild them without a silo.</summary>
    public static IServiceCollection AddNusalokaProjections(this IServiceCollection services) =>
        services.AddProjection<AccountState, AccountProjection>("account").AddProjection<AccountState, ReversalProjection>("account")
            .AddProjection<SessionsState, SessionsProjection>("sessions")
            .AddProjection<PasskeysState, PasskeyProjection>("passkeys").AddPaymentProjections().AddProfileProjections().AddReferralProjections()
            .AddNotificationProjections()
            .AddTripProjections().AddDepartureProjections().AddBookingProjections().AddReviewProjections().AddMatchingProjections().AddSearchProjections();

    private static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AuthenticationOptions>().Bind(configuration).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PasswordOptions>().Bind(configuration.GetSection("Passwords")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PasswordHasher>();
        services.AddSingleton<KeyWrap>();
        services.AddSingleton<TokenIssuer>();
        services.AddOptions<IdentifierOptions>().Bind(configuration.GetSection("IDENTIFIERS")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AccountFollowUp>();
        services.AddSingleton<AccountNotices>();
        services.AddSingleton<FailedProofs>();
        services.AddHostedService<FailedProofWriter>();
        services.AddEventHandler<AccountRegistered, AccountRegisteredHandler>(AccountRegistered.Type);
        services.AddEventHandler<AccountClosed, AccountClosedHandler>(AccountClosed.Type);
        return services.AddSessions(configuration);
    }

    private static IServiceCollection AddPasskeys(this IServiceCollection services)
    {
        services.AddSingleton<PasskeyDecoys>();
        services.AddSingleton<IPersonalDataEraser, PasskeyEraser>();
        services.AddEventHandler<AccessChanged, PasskeysOfClaimedAccountHandler>(AccessChanged.ClaimedType);
        services.AddEventHandler<PasskeyAdded, PasskeyRecorder>(PasskeyAdded.Type);
        services.AddEventHandler<PasskeyAdded, PasskeyAddedNotifier>(PasskeyAdded.Type);
        services.AddEventHandler<PasskeyRemoved, SessionsOfRemovedPasskeyHandler>(PasskeyRemoved.Type);
        services.AddEventHandler<PasskeyRemoved, PasskeyRecorder>(PasskeyRemoved.Type);
        services.AddEventHandler<PasskeyCounterWentBack, PasskeyRecorder>(PasskeyCounterWentBack.Type);
        services.AddEventHandler<PasskeyBackupEligibilityChanged, PasskeyRecorder>(PasskeyBackupEligibilityChanged.Type);
        return services;
    }

    private static IServiceCollection AddInvoices(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<InvoiceOptions>().Bind(configuration.GetSection("INVOICES")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<InvoiceStore>();
        services.AddSingleton<CreditNoteStore>();
        services.AddEventHandler<PaymentSucceeded, PaidPaymentHandler>(PaymentSucceeded.Type);
        services.AddEventHandler<RefundEnded, RefundEndedHandler>(RefundEnded.SucceededType);
        services.AddEventHandler<RefundEnded, RefundEndedHandler>(RefundEnded.FailedType);
        return services;
    }

    private static IServiceCollection AddReports(this IServiceCollection services) => services.AddSingleton<ReportStore>()
        .AddSingleton(static provider => new SyncPages(provider.GetRequiredService<NpgsqlDataSource>()));

    private static IServiceCollection AddWallets(this IServiceCollection services)
    {
        services.AddSingleton<IInstantGateway, InstantSandboxGateway>();
        services.AddEventHandler<LedgerMovements, LedgerMovementsHandler>(LedgerMovements.Type);
        return services;
    }
}

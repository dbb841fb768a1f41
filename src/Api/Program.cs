using Nusaloka.Api.Accounts;
using Nusaloka.Api.Accounts.Passkeys;
using Nusaloka.Api.Accounts.Sessions;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Programs;
using Nusaloka.Api.Bookings;
using Nusaloka.Api.Departures;
using Nusaloka.Api.Chat;
using Nusaloka.Api.Development;
using Nusaloka.Api.Documentation;
using Nusaloka.Api.Http;
using Nusaloka.Api.Invoices;
using Nusaloka.Api.Notifications;
using Nusaloka.Api.Matching;
using Nusaloka.Api.Operations;
using Nusaloka.Api.Payments;
using Nusaloka.Api.Privacy;
using Nusaloka.Api.Profiles;
using Nusaloka.Api.RateLimits;
using Nusaloka.Api.Realtime;
using Nusaloka.Api.Referral;
using Nusaloka.Api.Reports;
using Nusaloka.Api.Reviews;
using Nusaloka.Api.Sandbox;
using Nusaloka.Api.Search;
using Nusaloka.Api.Statements;
using Nusaloka.Api.Trips;
using Nusaloka.Api.Codes;
using Nusaloka.Api.Wallets;
using Nusaloka.Silo.Observability;
using Nusaloka.Silo.Operations;

namespace Nusaloka.Api;

/// <summary>The API process.</summary>
public static class Program
{
    /// <summary>How long the API drains where nothing is configured and people depend on it.</summary>
    private const int DefaultDrainSeconds = 5;

    /// <summary>Runs the API until the process is asked to stop, or asks the one that runs here how it is.</summary>
    public static async Task<int> Main(string[] args)
    {
        if (args is [HealthCheckCommand.Name])
            return await HealthCheckCommand.RunAsync(Environment.GetEnvironmentVariable("ASPNETCORE_URLS"));

        await Build(args).RunAsync();
        return 0;
    }

    /// <summary>
    /// Puts the API together. Tests replace services through <paramref name="configure"/> and add routes through <paramref name="map"/>.
    /// </summary>
    public static WebApplication Build(
        string[] args, Action<WebApplicationBuilder>? configure = null, Action<IEndpointRouteBuilder>? map = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration.AddEnvironmentVariables("NUSALOKA_").AddCommandLine(args);
        var identity = ProcessIdentity.Of(ProcessIdentity.Api);
        builder.AddNusalokaObservability(identity);
        builder.AddNusalokaOperations(identity, builder.Environment.IsDevelopment() ? 0 : DefaultDrainSeconds);
        builder.AddNusalokaHttp();
        builder.AddGrains();
        builder.AddSharedPort();
        builder.Services.AddNusalokaAuth();
        builder.AddRateLimits();
        builder.Services.AddNusalokaDocumentation();
        builder.AddPasskeys();
        builder.AddRealtime();
        builder.AddRealtimeHub();
        builder.AddSandbox();
        builder.Services.AddSingleton<WalletOperations>();
        builder.Services.AddSingleton<PaymentOperations>();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseTrustedProxies();
        app.UseMiddleware<AccessLogMiddleware>();
        app.UseMiddleware<SecurityHeadersMiddleware>();
        app.UseMiddleware<DrainMiddleware>();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseMiddleware<AllowedHostsMiddleware>();
        app.UseMiddleware<NulMiddleware>();
        app.UseMiddleware<HeadMiddleware>();
        app.UseRouting();
        app.UseCors();
        app.UseMiddleware<UnmatchedMiddleware>();
        app.UseRealtime();
        app.UseTicketLimits();
        app.UseAuthentication();
        app.UseRateLimits();
        app.UseAuthorization();
        app.UseMiddleware<ProgramScopeMiddleware>();

        MapRoutes(app);
        map?.Invoke(app);
        return app;
    }

    private static void MapRoutes(WebApplication app)
    {
        app.MapOperations();
        app.MapAppLinks();
        app.MapOperationsPage();
        app.MapDocumentation();
        app.MapSandbox();
        app.MapDevelopmentInbox();
        app.MapSockets();
        app.MapRealtimeHub();
        var v1 = app.MapGroup("/api/v1");
        v1.MapSignIn();
        v1.MapSessions();
        v1.MapPasskeySignIn();
        v1.MapPasskeys();
        v1.MapCodes();
        v1.MapIdentifiers();
        v1.MapReversals();
        v1.MapProfile();
        v1.MapPassword();
        v1.MapAddresses();
        v1.MapBankAccount();
        v1.MapVerification();
        v1.MapPrivacy();
        v1.MapReferral();
        v1.MapUsers();
        v1.MapUserAccess();
        v1.MapWallets();
        v1.MapHolds();
        v1.MapTransactions();
        v1.MapStatements();
        v1.MapSummaries();
        v1.MapPayments();
        v1.MapPaymentOffice();
        v1.MapReconciliation();
        v1.MapWithdrawals();
        v1.MapWebhooks();
        v1.MapInvoices();
        v1.MapCreditNotes();
        v1.MapBookings();
        v1.MapReports();
        v1.MapNotifications();
        v1.MapNotificationPreferences();
        v1.MapNotificationOffice();
        v1.MapUnsubscribe();
        v1.MapPlaces();
        v1.MapSearch();
        v1.MapTrips();
        v1.MapDepartures();
        v1.MapWaiting();
        v1.MapSavedTrips();
        v1.MapReviews();
        v1.MapWishes();
        v1.MapInterests();
        v1.MapRooms();
        v1.MapRoomMessages();
        v1.MapRoomMembers();
        v1.MapConversations();
        v1.MapChatModeration();
        v1.MapSocketTickets();
        v1.MapCluster();
    }
}

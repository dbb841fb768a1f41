using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Accounts.Programs;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts.Sessions;

/// <summary>Registers what sessions need.</summary>
internal static class SessionSetup
{
    /// <summary>Options, services and the handlers of what ends sessions.</summary>
    public static IServiceCollection AddSessions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SessionOptions>().Bind(configuration.GetSection("SESSIONS")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RefreshSecrets>();
        services.AddSingleton<SecurityEventStore>();
        services.AddEventHandler<SessionStarted, SessionStartedHandler>(SessionStarted.Type);
        services.AddEventHandler<AccessChanged, AccountClaimedHandler>(AccessChanged.ClaimedType);
        services.AddEventHandler<SessionsEnded, SessionsEndedHandler>(SessionsEnded.Type);
        services.AddEventHandler<SessionsEnded, SessionsEndedHandler>(SessionsEnded.ReuseType);
        services.AddEventHandler<AccessChanged, AccessChangedHandler>(AccessChanged.PasswordType);
        services.AddEventHandler<AccessChanged, AccessChangedHandler>(AccessChanged.ClaimedType);
        services.AddEventHandler<AccessChanged, AccessChangedHandler>(AccessChanged.RoleType);
        services.AddEventHandler<AccessChanged, AccessChangedHandler>(AccessChanged.BannedType);
        services.AddEventHandler<AccessChanged, AccessChangedHandler>(AccessChanged.UnbannedType);
        services.AddEventHandler<AccessChanged, StaffNoticeHandler>(AccessChanged.RoleType);
        services.AddEventHandler<AccessChanged, StaffNoticeHandler>(AccessChanged.BannedType);
        services.AddEventHandler<AccessChanged, StaffNoticeHandler>(AccessChanged.UnbannedType);
        services.AddEventHandler<KeysOrdered, KeysOrderedHandler>(KeysOrdered.Type);
        services.AddEventHandler<RoleOrdered, RoleOrderedHandler>(RoleOrdered.Type);
        services.AddEventHandler<ProgramRevoked, ProgramRevokedHandler>(ProgramRevoked.Type);
        return services;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Accounts;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Privacy;

/// <summary>Registers what keeps and forgets personal data.</summary>
internal static class PrivacySetup
{
    /// <summary>Services and the handlers of events.</summary>
    public static IServiceCollection AddPrivacy(this IServiceCollection services)
    {
        services.AddSingleton<ClosingChecks>();
        services.AddSingleton<IPersonalDataEraser, GrainDataEraser>();
        services.AddSingleton<IPersonalDataEraser, DeadLetterEraser>();
        services.AddSingleton<IPersonalDataEraser, IdentifierEraser>();
        services.AddEventHandler<AccountClosed, ErasureHandler>(AccountClosed.Type);
        return services;
    }
}

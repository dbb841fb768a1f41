using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Persistence;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Profiles;

/// <summary>Registers what profiles need.</summary>
internal static class ProfileSetup
{
    /// <summary>Services and the handlers of events.</summary>
    public static IServiceCollection AddProfiles(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ProfileOptions>().Bind(configuration.GetSection("PROFILES")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ProfileSecrets>();
        services.AddSingleton<IdentityFingerprints>();
        services.AddSingleton<IdentityClaims>();
        services.AddSingleton<VerificationRecords>();
        services.AddEventHandler<VerificationDecided, VerificationDecidedHandler>(VerificationDecided.Type);
        return services;
    }

    /// <summary>The read models alone.</summary>
    public static IServiceCollection AddProfileProjections(this IServiceCollection services) =>
        services.AddProjection<ProfileState, VerificationProjection>("profile");
}

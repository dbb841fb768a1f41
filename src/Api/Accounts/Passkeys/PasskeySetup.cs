using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Nusaloka.Accounts.Passkeys;

namespace Nusaloka.Api.Accounts.Passkeys;

/// <summary>Registers passkeys with the API.</summary>
public static class PasskeySetup
{
    private const int ChallengeBytes = 32;

    /// <summary>The framework's passkey handler with our policy, over a store of grains.</summary>
    public static void AddPasskeys(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<PasskeyOptions>().Bind(builder.Configuration.GetSection("PASSKEYS")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<PasskeyOptions>>().Value);
        services.AddOptions<IdentityPasskeyOptions>().Configure<PasskeyOptions>(Apply);
        services.AddIdentityCore<PasskeyUser>();
        services.AddScoped<PasskeyUserStore>();
        services.AddScoped<IUserStore<PasskeyUser>>(provider => provider.GetRequiredService<PasskeyUserStore>());
        services.AddScoped<IPasskeyHandler<PasskeyUser>, PasskeyHandler<PasskeyUser>>();
        services.AddScoped<PasskeyCeremonies>();
    }

    private static void Apply(IdentityPasskeyOptions handler, PasskeyOptions ours)
    {
        var origins = ours.AllowedOrigins.ToHashSet(StringComparer.Ordinal);
        handler.ServerDomain = ours.RelyingPartyId;
        handler.ChallengeSize = ChallengeBytes;
        handler.AuthenticatorTimeout = TimeSpan.FromSeconds(ICeremonyGrain.LifetimeSeconds);
        handler.UserVerificationRequirement = "required";
        handler.ResidentKeyRequirement = "required";
        handler.AttestationConveyancePreference = "none";
        handler.IsAllowedAlgorithm = CoseKey.IsOffered;
        handler.VerifyAttestationStatement = AttestationPolicy.AllowsAsync;
        // The whole origin, not its end; and no page of ours is shown inside another's.
        handler.ValidateOrigin = origin => ValueTask.FromResult(origin is { CrossOrigin: false, TopOrigin: null } && origins.Contains(origin.Origin));
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Accounts;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Codes;

/// <summary>Registers one-time codes.</summary>
internal static class CodeSetup
{
    public static IServiceCollection AddCodes(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CodeOptions>().Bind(configuration.GetSection("CODES")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<CodeSecrets>();
        services.AddEventHandler<CodeIssued, CodeIssuedHandler>(CodeIssued.Type);
        services.AddEventHandler<IdentifierReverted, IdentifierRevertedHandler>(IdentifierReverted.Type);
        services.AddEventHandler<IdentifierChanged, IdentifierChangedHandler>(IdentifierChanged.Type);
        services.AddEventHandler<ReversalStep, ReversalStepHandler>(ReversalStep.AskedType);
        services.AddEventHandler<ReversalStep, ReversalStepHandler>(ReversalStep.ContestedType);
        services.AddEventHandler<ReversalStep, ReversalStepHandler>(ReversalStep.RejectedType);
        services.AddEventHandler<AccessChanged, PasswordChangedHandler>(AccessChanged.PasswordType);
        return services;
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Sandbox;

/// <summary>Registers the sandbox gateway's side: its settings and what sends its webhooks.</summary>
internal static class SandboxSetup
{
    private static readonly TimeSpan WebhookTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The grains are there in any case; whether somebody can reach them is the API's business.</summary>
    public static IServiceCollection AddSandbox(this IServiceCollection services, IConfigurationSection section)
    {
        services.AddOptions<SandboxOptions>().Bind(section).ValidateDataAnnotations()
            .Validate<IServiceProvider>(
                static (options, provider) => HasKeys(options, provider.GetService<IHostEnvironment>()),
                "NUSALOKA_PAYMENTS__SANDBOX__ENABLED is true, and SECRET_KEY or WEBHOOK_SECRETS__0 is not set: they have defaults in Development only.")
            .ValidateOnStart();
        services.AddSingleton<SandboxSettings>();
        services.AddSingleton<SandboxWebhookSender>();
        services.AddEventHandler<SandboxWebhook, SandboxWebhookHandler>(SandboxWebhook.Type);
        services.AddHttpClient(SandboxWebhookSender.ClientName, static client => client.Timeout = WebhookTimeout)
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .RemoveAllLoggers();
        return services;
    }

    private static bool HasKeys(SandboxOptions options, IHostEnvironment? environment) =>
        options.IsEnabled != true || environment?.IsDevelopment() == true
        || (options.SecretKey.Length > 0 && options.WebhookSecrets.Any(static secret => secret.Length > 0));
}

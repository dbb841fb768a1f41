using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Sandbox;

/// <summary>Registers the sandbox gateway's side: its settings and what sends its webhooks.</summary>
internal static class SandboxSetup
{
    private static readonly TimeSpan WebhookTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The grains are there in any case; whether somebody can reach them is the API's business.</summary>
    public static IServiceCollection AddSandbox(this IServiceCollection services, IConfigurationSection section)
    {
        services.AddOptions<SandboxOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
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
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Nusaloka.Grains.Sms;

/// <summary>Registers what sends short messages: a provider where one is configured; else, in Development, the inbox.</summary>
internal static class SmsSetup
{
    private const int MaxAnswerBytes = 1 << 16;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    public static IServiceCollection AddSms(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SmsOptions>().Bind(configuration.GetSection("SMS")).ValidateDataAnnotations().ValidateOnStart();
        services.AddHttpClient(TwilioSmsSender.ClientName, static client =>
            {
                client.Timeout = Timeout;
                client.MaxResponseContentBufferSize = MaxAnswerBytes;
            })
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .RemoveAllLoggers();
        services.AddSingleton<SmsBudget>().AddSingleton<MeteredSmsSender>();
        return services.AddSingleton<ISmsSender>(static provider =>
        {
            if (provider.GetRequiredService<IOptions<SmsOptions>>().Value.AccountSid.Length > 0)
                return ActivatorUtilities.CreateInstance<TwilioSmsSender>(provider);
            return provider.GetService<IHostEnvironment>()?.IsDevelopment() == true
                ? ActivatorUtilities.CreateInstance<InboxSmsSender>(provider)
                : new UnconfiguredSmsSender();
        });
    }
}

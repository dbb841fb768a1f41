using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Nusaloka.Grains.Mail;

/// <summary>Registers what sends mails: an SMTP server where one is configured; else, in Development, the inbox.</summary>
internal static class MailSetup
{
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SmtpOptions>().Bind(configuration.GetSection("SMTP")).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<IEmailSender>(static provider =>
        {
            if (provider.GetRequiredService<IOptions<SmtpOptions>>().Value.Host.Length > 0)
                return ActivatorUtilities.CreateInstance<SmtpEmailSender>(provider);
            return provider.GetService<IHostEnvironment>()?.IsDevelopment() == true
                ? ActivatorUtilities.CreateInstance<InboxEmailSender>(provider)
                : new UnconfiguredEmailSender();
        });
    }
}

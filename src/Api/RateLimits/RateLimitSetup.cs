using System.ComponentModel.DataAnnotations;
using Nusaloka.Silo;

namespace Nusaloka.Api.RateLimits;

/// <summary>Registers limits and what slows guessing down.</summary>
public static class RateLimitSetup
{
    private const string Section = "RATE_LIMITS";

    /// <summary>Registers them, unless NUSALOKA_RATE_LIMITS__ENABLED=false.</summary>
    /// <exception cref="InvalidOperationException">They are turned off in Production.</exception>
    /// <exception cref="ValidationException">A setting is out of its bounds.</exception>
    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(Section).Get<RateLimitOptions>() ?? new RateLimitOptions();
        var tarpit = builder.Configuration.GetSection("TARPIT").Get<TarpitOptions>() ?? new TarpitOptions();
        if (!options.IsEnabled)
        {
            if (builder.Environment.IsProduction())
                throw new InvalidOperationException("NUSALOKA_RATE_LIMITS__ENABLED is false, which is for load tests: in Production it must be true.");
            return;
        }

        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        Validator.ValidateObject(tarpit, new ValidationContext(tarpit), validateAllProperties: true);
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(tarpit);
        services.AddSingleton(new Limits(options));
        services.AddSingleton(ClusterSettings.From(builder.Configuration));
        services.AddSingleton<SharedRedis>();
        services.AddSingleton<RateLimitInstruments>();
        services.AddSingleton<RateLimiter>();
        services.AddSingleton<FailureCounts>();
        services.AddSingleton<Tarpit>();
    }

    /// <summary>Counts tickets for sockets. To stand before authentication, which looks for them.</summary>
    public static void UseTicketLimits(this WebApplication app)
    {
        if (app.Services.GetService<RateLimiter>() is not null)
            app.UseMiddleware<TicketLimitMiddleware>();
    }

    /// <summary>Counts requests from here on in the pipeline. To stand behind authentication.</summary>
    public static void UseRateLimits(this WebApplication app)
    {
        if (app.Services.GetService<RateLimiter>() is not null)
            app.UseMiddleware<RateLimitMiddleware>();
    }
}

using Nusaloka.Sandbox;

namespace Nusaloka.Api.Sandbox;

/// <summary>Registers the sandbox gateway with the API.</summary>
public static class SandboxSetup
{
    /// <summary>Reads its options. Outside of Development it has no default key.</summary>
    /// <exception cref="InvalidOperationException">It is wanted, and has no key.</exception>
    public static void AddSandbox(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("PAYMENTS:SANDBOX").Get<SandboxApiOptions>() ?? new SandboxApiOptions();
        var isDevelopment = builder.Environment.IsDevelopment();
        if (!(options.IsEnabled ?? isDevelopment))
            return;

        if (options.SecretKey.Length == 0 && !isDevelopment)
            throw new InvalidOperationException("NUSALOKA_PAYMENTS__SANDBOX__ENABLED is true, and NUSALOKA_PAYMENTS__SANDBOX__SECRET_KEY is not set: it has a default in Development only.");
        builder.Services.AddSingleton(new SandboxKey(options.SecretKey.Length > 0 ? options.SecretKey : SandboxDefaults.SecretKey));
    }

    /// <summary>Adds /sandbox/v1/* and /sandbox/pay/{id}, where the sandbox is wanted.</summary>
    public static void MapSandbox(this WebApplication app)
    {
        if (app.Services.GetService<SandboxKey>() is not { } key)
            return;

        app.UseMiddleware<SandboxKeyMiddleware>();
        app.MapSandboxApi(key);
        app.MapPayPage();
    }
}

using Nusaloka.Grains;
using Nusaloka.Persistence;

namespace Nusaloka.Silo;

/// <summary>Puts a silo into a host: the grains, their persistence, and the actor runtime under them.</summary>
public static class SiloHostExtensions
{
    /// <summary>
    /// Adds a silo. The database is migrated before the silo starts. Configuration: environment variables with the prefix
    /// <c>NUSALOKA_</c>, see docs/reference/configuration.md.
    /// </summary>
    public static IHostApplicationBuilder AddNusalokaSilo(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddNusalokaPersistence(options => options.ConnectionString = builder.Configuration["POSTGRES"] ?? "");
        builder.Services.AddNusalokaGrains(builder.Configuration);
        return builder.UseActorRuntime();
    }
}

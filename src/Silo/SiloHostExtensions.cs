using Nusaloka.Grains;
using Nusaloka.Persistence;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Silo.Operations;

namespace Nusaloka.Silo;

/// <summary>Puts a silo into a host: the grains, their persistence, and the actor runtime under them.</summary>
public static class SiloHostExtensions
{
    /// <summary>
    /// Adds a silo. The database is migrated before the silo starts, and the outbox is delivered once it runs. Configuration:
    /// environment variables with the prefix <c>NUSALOKA_</c>, see docs/reference/configuration.md.
    /// </summary>
    public static IHostApplicationBuilder AddNusalokaSilo(this IHostApplicationBuilder builder)
    {
        builder.AddNusalokaStorage();
        builder.Services.AddNusalokaGrains(builder.Configuration);
        builder.UseActorRuntime();
        builder.Services.AddOutboxDelivery(builder.Configuration.GetSection("OUTBOX").Bind);
        builder.Services.AddCallCounting();
        builder.Services.AddSingleton<IIncomingGrainCallFilter, DatabaseFailureFilter>();
        return builder;
    }

    /// <summary>Adds what reads and writes the database, without a silo.</summary>
    internal static void AddNusalokaStorage(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddNusalokaPersistence(options => options.ConnectionString = builder.Configuration["POSTGRES"] ?? "");
    }
}

using Nusaloka.Silo.Observability;
using Nusaloka.Silo.Operations;

namespace Nusaloka.Silo;

/// <summary>The silo as a process of its own: the grains that it hosts, and what it answers operators.</summary>
internal static class SiloProcess
{
    /// <summary>Puts the process together. A silo drains by handing its grains over, so it need not wait before.</summary>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        var identity = ProcessIdentity.Of(ProcessIdentity.Silo);
        builder.AddNusalokaObservability(identity);
        builder.AddNusalokaOperations(identity, defaultDrainSeconds: 0);
        builder.AddNusalokaSilo();
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        LingeringServer.Register(builder.Services);

        var app = builder.Build();
        app.UseMiddleware<DrainMiddleware>();
        app.MapSiloOperations();
        return app;
    }
}

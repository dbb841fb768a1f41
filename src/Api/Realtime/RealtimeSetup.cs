namespace Nusaloka.Api.Realtime;

/// <summary>Registers what connects clients for long.</summary>
public static class RealtimeSetup
{
    /// <summary>Registers it. What takes more services of its own adds them beside.</summary>
    public static void AddRealtime(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<RealtimeOptions>().Bind(builder.Configuration.GetSection("REALTIME")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RealtimeInstruments>();
        services.AddSingleton<NodeRealtime>();
        services.AddHostedService(static provider => provider.GetRequiredService<NodeRealtime>());
        services.AddSingleton<ChatServices>();
        services.AddSingleton(static provider => new ChatSessions(provider.GetRequiredService<NodeRealtime>(), provider.GetRequiredService<ChatServices>()));
        services.AddSingleton<SocketServices>();
    }

    /// <summary>To stand behind routing and before authentication.</summary>
    public static void UseRealtime(this WebApplication app)
    {
        app.UseMiddleware<SocketOriginMiddleware>();
        app.UseWebSockets();
    }
}

using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Nusaloka.Api.Operations;

/// <summary>Registers the port that a process and its successor share.</summary>
public static class SharedPortSetup
{
    /// <summary>Shares the port with NUSALOKA_REUSE_PORT=true. To be called after what connects to the grains has been added.</summary>
    public static void AddSharedPort(this WebApplicationBuilder builder)
    {
        if (!builder.Configuration.GetValue<bool>("REUSE_PORT"))
            return;
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException("NUSALOKA_REUSE_PORT is true, which works on Linux only: unset it.");

        builder.Services.AddSingleton<SharedPort>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<SharedPort>());
        builder.Services.AddOptions<SocketTransportOptions>()
            .Configure<SharedPort>((transport, port) => transport.CreateBoundListenSocket = port.Bind);
    }
}

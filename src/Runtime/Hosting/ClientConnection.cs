using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Messaging;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Hosting;

/// <summary>A client's way in and out of the cluster.</summary>
internal sealed class ClientConnection(IMembership membership, CallRouter router, IOptions<TransportOptions> transport) : IHostedService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for a silo, because those of a cluster that starts may come later than their clients.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await membership.StartAsync(cancellationToken).ConfigureAwait(false);
        var patience = transport.Value.ClientStartTimeout;
        var started = TimeProvider.System.GetTimestamp();
        while (membership.View.Silos.IsEmpty)
        {
            if (TimeProvider.System.GetElapsedTime(started) >= patience)
                throw new SiloUnavailableException($"The client found no silo of its cluster within {patience}: start one, and look whether it has the same cluster id.");
            // Announcements and heartbeats bring the view.
            await Task.Delay(Pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        const string reason = "The client has stopped.";
        router.CloseForOutsiders(reason);
        router.Pending.FailAll(new SiloUnavailableException(reason));
        return membership.StopAsync(cancellationToken);
    }
}

using Microsoft.Extensions.Hosting;
using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Messaging;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Hosting;

/// <summary>A client's way in and out of the cluster.</summary>
internal sealed class ClientConnection(IMembership membership, ITransport transport, Witnesses witnesses, CallRouter router) : IHostedService
{
    /// <summary>Waits for a silo, because those of a cluster that starts may come later than their clients.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await membership.StartAsync(cancellationToken).ConfigureAwait(false);
        await transport.ConnectAsync(cancellationToken).ConfigureAwait(false);
        witnesses.Start(static () => null, static _ => { });
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        const string reason = "The client has stopped.";
        witnesses.Dispose();
        router.CloseForOutsiders(reason);
        router.Pending.FailAll(new SiloUnavailableException(reason));
        await transport.CloseAsync(SiloAddress.Zero, graceful: false).ConfigureAwait(false);
        await membership.StopAsync(cancellationToken).ConfigureAwait(false);
    }
}

using Microsoft.Extensions.Hosting;
using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Messaging;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Hosting;

/// <summary>A client's way in and out of the cluster.</summary>
internal sealed class ClientConnection(IMembership membership, CallRouter router) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await membership.StartAsync(cancellationToken).ConfigureAwait(false);
        if (membership.View.Silos.IsEmpty) throw new SiloUnavailableException("The client found no silo of its cluster: start one first.");
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        const string reason = "The client has stopped.";
        router.CloseForOutsiders(reason);
        router.Pending.FailAll(new SiloUnavailableException(reason));
        return membership.StopAsync(cancellationToken);
    }
}

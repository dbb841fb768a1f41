using Microsoft.Extensions.Hosting;
using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Messaging;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Hosting;

/// <summary>A client's way in and out of the cluster.</summary>
internal sealed class ClientConnection(IMembership membership, CallRouter router) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        membership.View.Silos.IsEmpty
            ? Task.FromException(new SiloUnavailableException("The client found no silo of its cluster: start one first."))
            : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        const string reason = "The client has stopped.";
        router.CloseForOutsiders(reason);
        router.Pending.FailAll(new SiloUnavailableException(reason));
        return Task.CompletedTask;
    }
}

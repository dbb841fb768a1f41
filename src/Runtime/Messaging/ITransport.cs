using Nusaloka.Runtime.Membership;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Messaging;

/// <summary>Carries calls to other silos, and their answers back.</summary>
internal interface ITransport
{
    /// <summary>
    /// Sends a call. A call that certainly did not run there comes back by <see cref="CallRouter.Return"/>; one whose fate is unknown is
    /// rejected with <see cref="SiloUnavailableException"/>. No call waits for a silo that cannot be reached.
    /// </summary>
    void Send(SiloAddress silo, GrainCall call, CallRouter router);

    /// <summary>Asks a silo to give up a grain, see <see cref="ICallReceiver.ReleaseAsync"/>.</summary>
    /// <exception cref="SiloUnavailableException">The silo cannot be asked.</exception>
    Task<long> ReleaseAsync(SiloAddress silo, GrainId grainId, long viewVersion, CancellationToken cancellationToken);

    /// <summary>Asks a silo what it knows of the cluster.</summary>
    /// <exception cref="SiloUnavailableException">The silo cannot be asked.</exception>
    Task<Testimony> InquireAsync(SiloAddress silo, CancellationToken cancellationToken);

    /// <summary>For a client: completes when a silo has been reached.</summary>
    /// <exception cref="SiloUnavailableException">None was, for as long as the transport waits.</exception>
    Task ConnectAsync(CancellationToken cancellationToken);

    /// <summary>From here on calls for that silo, which is of this host, reach the receiver.</summary>
    Task ListenAsync(SiloAddress silo, ICallReceiver receiver, CancellationToken cancellationToken);

    /// <summary>Tells everyone connected that the silo leaves by that view; completes when they have taken note, so that nothing new is sent to it.</summary>
    Task SayGoodbyeAsync(SiloAddress silo, long viewVersion, CancellationToken cancellationToken);

    /// <summary>From here on calls for that silo are rejected; answers that are on their way are sent first, unless it is killed.</summary>
    Task CloseAsync(SiloAddress silo, bool graceful);
}

using Orleans.Runtime;

namespace Nusaloka.Runtime.Messaging;

/// <summary>Carries calls to other silos, and their answers back.</summary>
internal interface ITransport
{
    /// <summary>Sends a call. It settles the call in any case: a silo that cannot be reached rejects it.</summary>
    void Send(SiloAddress silo, GrainCall call);

    /// <summary>From here on calls for that silo reach the receiver.</summary>
    void Listen(SiloAddress silo, ICallReceiver receiver);

    /// <summary>From here on calls for that silo are rejected.</summary>
    void Close(SiloAddress silo);
}

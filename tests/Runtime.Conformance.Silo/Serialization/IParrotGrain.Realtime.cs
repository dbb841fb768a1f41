using Nusaloka.Realtime;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of sockets.</content>
public partial interface IParrotGrain
{
    Task<SocketTicketHolder> SayAsync(SocketTicketHolder message);
}

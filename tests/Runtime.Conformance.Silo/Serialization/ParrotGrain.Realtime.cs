using Nusaloka.Realtime;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

public sealed partial class ParrotGrain
{
    public Task<SocketTicketHolder> SayAsync(SocketTicketHolder message) => Task.FromResult(message);
}

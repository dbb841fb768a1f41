using Nusaloka.Accounts.Programs;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts.Programs;

/// <summary>Calls a program's tokens back; processes that verify them notice within seconds.</summary>
internal sealed class ProgramRevokedHandler(IGrainFactory grains) : IEventHandler<ProgramRevoked>
{
    public Task HandleAsync(ProgramRevoked payload, EventContext context, CancellationToken cancellationToken) =>
        grains.GetGrain<IProgramsGrain>(IProgramsGrain.Key).RevokeAsync(payload.ClientId, context.EventId.ToString(), cancellationToken);
}

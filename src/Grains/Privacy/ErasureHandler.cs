using Nusaloka.Grains.Accounts;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Privacy;

/// <summary>Has everybody forget a person whose account was closed.</summary>
internal sealed class ErasureHandler(IEnumerable<IPersonalDataEraser> erasers) : IEventHandler<AccountClosed>
{
    private readonly IPersonalDataEraser[] _erasers = [.. erasers];

    public async Task HandleAsync(AccountClosed payload, EventContext context, CancellationToken cancellationToken)
    {
        foreach (var eraser in _erasers)
            await eraser.EraseAsync(payload, cancellationToken);
    }
}

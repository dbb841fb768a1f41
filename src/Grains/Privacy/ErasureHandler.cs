using Nusaloka.Grains.Accounts;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Privacy;

/// <summary>Has everybody forget a person whose account was closed.</summary>
internal sealed class ErasureHandler(IEnumerable<IPersonalDataEraser> erasers) : IEventHandler<AccountClosed>
{
    private readonly IPersonalDataEraser[] _erasers = [.. erasers];

    public async Task HandleAsync(AccountClosed payload, EventContext context, CancellationToken cancellationToken)
    {
        // One that cannot erase yet keeps nobody else from it.
        var failures = new List<Exception>();
        foreach (var eraser in _erasers)
        {
            try
            {
                await eraser.EraseAsync(payload, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add(exception);
            }
        }

        if (failures.Count > 0)
            throw new AggregateException($"{failures.Count} of {_erasers.Length} could not erase account {payload.AccountId}; all are asked again.", failures);
    }
}

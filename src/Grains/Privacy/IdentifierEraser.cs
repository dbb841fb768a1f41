using Nusaloka.Grains.Accounts;

namespace Nusaloka.Grains.Privacy;

/// <summary>Has the rows of freed identifiers deleted later, see <see cref="IErasureGrain"/>.</summary>
internal sealed class IdentifierEraser(IGrainFactory grains) : IPersonalDataEraser
{
    public Task EraseAsync(AccountClosed closed, CancellationToken cancellationToken) =>
        grains.GetGrain<IErasureGrain>(IErasureGrain.Key).ScheduleAsync(closed.IdentifierKeys, cancellationToken);
}

using Nusaloka.Realtime;

namespace Nusaloka.Grains.Realtime;

/// <summary>One ticket, in memory alone: a second activation knows nothing of it, so it is never good twice.</summary>
[CollectionAgeLimit(Minutes = 2)]
internal sealed class SocketTicketGrain(TimeProvider time) : Grain, ISocketTicketGrain
{
    private SocketTicketHolder? _holder;
    private DateTimeOffset _until;

    public Task IssueAsync(SocketTicketHolder holder, DateTimeOffset until, CancellationToken cancellationToken)
    {
        (_holder, _until) = (holder, until);
        return Task.CompletedTask;
    }

    public Task<SocketTicketHolder?> RedeemAsync(CancellationToken cancellationToken)
    {
        var holder = time.GetUtcNow() < _until ? _holder : null;
        _holder = null;
        DeactivateOnIdle();
        return Task.FromResult(holder);
    }
}

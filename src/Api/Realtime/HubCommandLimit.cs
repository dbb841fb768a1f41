using Microsoft.AspNetCore.SignalR;

namespace Nusaloka.Api.Realtime;

/// <summary>
/// Counts every call of a client of the hub, before it is done. Who is too fast is read more slowly, as at the other doors; a call whose argument is null is
/// refused as a frame is there that has no members.
/// </summary>
internal sealed class HubCommandLimit(RealtimeInstruments instruments, TimeProvider time) : IHubFilter
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var caller = invocationContext.Context;
        // It is being closed: what still comes is not done.
        if (caller.Features.Get<HubClient>() is { Session.Connection.IsClosing: true })
            throw new HubException("The connection is being closed.");
        if (caller.Features.Get<HubClient>() is not { } client)
            return await next(invocationContext);
        if (await client.Session.CountAsync() is { } tooFast)
        {
            if (tooFast.RetryAfter is { } wait)
                await Task.Delay(wait < LongestPause ? wait : LongestPause, time, caller.ConnectionAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return Refusal(tooFast, client);
        }

        if (!invocationContext.HubMethodArguments.Contains(null))
            return await next(invocationContext);
        instruments.CountMalformed();
        return Refusal(RealtimeErrors.FrameMalformed, client);
    }

    private static HubReply<HubDone> Refusal(Error error, HubClient client) => new(Ok: false, Value: null, HubError.Of(error, client.Language));
}

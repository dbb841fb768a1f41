using Microsoft.Extensions.Logging;
using Nusaloka.Grains.State;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Grains.Deliveries;

/// <summary>
/// Sends one message to the outside, at least once: it is stored before it is tried, and tried until it is taken, refused for good or of
/// no use any more. When the process dies between the sending and its record, it is sent again, so whoever sends gives every try the same
/// id. Lives in a grain of its own for each message, so that a slow receiver holds nobody up; that grain is <see cref="IRemindable"/>.
/// </summary>
/// <param name="grain">The grain, whose key names the message.</param>
/// <param name="storage">The grain's state.</param>
/// <param name="channel">email or sms.</param>
/// <param name="send">Sends it once. Throws <see cref="DeliveryRefusedException"/> when trying again is of no use.</param>
/// <param name="tools">Shared by all.</param>
internal sealed partial class Delivery<TMessage>(
    Grain grain, IPersistentState<DeliveryState> storage, string channel, Func<TMessage, CancellationToken, Task> send, DeliveryTools tools)
    where TMessage : class
{
    private readonly CommittedState<DeliveryState> _state = new(grain, storage);
    private readonly ILogger _logger = tools.Logger;
    private WakeUp? _wakeUp;

    private string Key => grain.GetPrimaryKeyString();

    private WakeUp WakeUp => _wakeUp ??= new WakeUp(grain, GoOnAsync, tools.Time);

    /// <summary>Remembers the message, to be sent at once. The same again changes nothing.</summary>
    public async Task AcceptAsync(TMessage message, DateTimeOffset expiresAt)
    {
        if (_state.Value.Exists)
            return;

        var now = tools.Time.GetStoredUtcNow();
        await WakeUp.SetAsync(now);
        await _state.CommitAsync(new DeliveryState
        {
            Exists = true,
            Sealed = tools.Wrap.Wrap(SealName, StateJson.Serialize(message)),
            DueAt = now,
            ExpiresAt = expiresAt,
        });
    }

    /// <summary>Does what is due; for the reminder.</summary>
    public async Task GoOnAsync(CancellationToken cancellationToken)
    {
        var state = _state.Value;
        if (state.DueAt <= tools.Time.GetUtcNow())
        {
            state = await TryAsync(state, cancellationToken);
            await _state.CommitAsync(state);
        }

        await WakeUp.SetAsync(state.DueAt);
    }

    // One message's text cannot be put in another's place.
    private string SealName => $"{channel}:{Key}";

    private async Task<DeliveryState> TryAsync(DeliveryState state, CancellationToken cancellationToken)
    {
        var now = tools.Time.GetStoredUtcNow();
        if (now >= state.ExpiresAt)
            return Expired(state);

        try
        {
            await send(Message(state), cancellationToken);
            tools.Metrics.Tried(channel, "sent");
            return Done(state);
        }
        catch (DeliveryRefusedException refusal)
        {
            tools.Metrics.Tried(channel, "refused");
            LogRefused(refusal, channel, Key);
            return Done(state);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            tools.Metrics.Tried(channel, "failed");
            LogFailed(failure, channel, Key, state.Failures + 1);
            return Postponed(state);
        }
    }

    private DeliveryState Postponed(DeliveryState state)
    {
        var failures = state.Failures + 1;
        var due = tools.Time.GetStoredUtcNow() + DeliveryPause.After(failures, Random.Shared.NextDouble());
        return due < state.ExpiresAt ? state with { Failures = failures, DueAt = due } : Expired(state);
    }

    private DeliveryState Expired(DeliveryState state)
    {
        tools.Metrics.Tried(channel, "expired");
        LogExpired(channel, Key, state.ExpiresAt);
        return Done(state);
    }

    private TMessage Message(DeliveryState state) => StateJson.Deserialize<TMessage>(tools.Wrap.Unwrap(SealName, state.Sealed))
        ?? throw new InvalidOperationException($"Delivery {SealName} holds no {typeof(TMessage).Name}.");

    private static DeliveryState Done(DeliveryState state) => state with { Sealed = "", DueAt = null };

    [LoggerMessage(EventId = 1521, Level = LogLevel.Warning, Message = "Sending {Channel} {Key} failed at attempt {Attempt}; it is tried again")]
    private partial void LogFailed(Exception failure, string channel, string key, int attempt);

    [LoggerMessage(EventId = 1522, Level = LogLevel.Warning, Message = "{Channel} {Key} was refused for good")]
    private partial void LogRefused(Exception refusal, string channel, string key);

    [LoggerMessage(EventId = 1523, Level = LogLevel.Error, Message = "{Channel} {Key} was not sent: it was of use until {ExpiresAt}")]
    private partial void LogExpired(string channel, string key, DateTimeOffset expiresAt);
}

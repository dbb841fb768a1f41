using Microsoft.Extensions.Logging;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Sandbox;

/// <summary>One webhook of the sandbox gateway. It is sent again after 1, 5 and 30 seconds, 2, 10 and 60 minutes; then it is given up.</summary>
internal sealed partial class SandboxWebhookGrain : Grain, ISandboxWebhookGrain, IRemindable
{
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1),
    ];

    private readonly CommittedState<SandboxWebhookState> _state;
    private readonly SandboxWebhookSender _sender;
    private readonly TimeProvider _time;
    private readonly ILogger<SandboxWebhookGrain> _logger;
    private readonly WakeUp _wakeUp;

    public SandboxWebhookGrain(
        [PersistentState("state")] IPersistentState<SandboxWebhookState> state, SandboxWebhookSender sender, TimeProvider time, ILogger<SandboxWebhookGrain> logger)
    {
        _state = new CommittedState<SandboxWebhookState>(this, state);
        _sender = sender;
        _time = time;
        _logger = logger;
        _wakeUp = new WakeUp(this, SendAsync, time);
    }

    public async Task AcceptAsync(string body, DateTimeOffset dueAt, int copies, bool isForged, CancellationToken cancellationToken)
    {
        if (_state.Value.Exists)
            return;

        await _wakeUp.SetAsync(dueAt);
        await _state.CommitAsync(new SandboxWebhookState { Exists = true, Body = body, DueAt = dueAt, Copies = copies, IsForged = isForged });
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => SendAsync(CancellationToken.None);

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        var state = _state.Value;
        if (state.DueAt is { } due && due <= _time.GetUtcNow())
        {
            state = await TrySendAsync(state, cancellationToken);
            await _state.CommitAsync(state);
        }

        await _wakeUp.SetAsync(state.DueAt);
    }

    private async Task<SandboxWebhookState> TrySendAsync(SandboxWebhookState state, CancellationToken cancellationToken)
    {
        for (var copies = state.Copies; copies > 0; copies--)
        {
            if (await _sender.SendAsync(state.Body, state.IsForged, cancellationToken) || state.IsForged)
                continue;

            var failures = state.Failures + 1;
            if (failures <= Pauses.Length)
                return state with { Copies = copies, Failures = failures, DueAt = _time.GetStoredUtcNow() + Pauses[failures - 1] };

            LogGivenUp(this.GetPrimaryKeyString(), failures);
            break;
        }

        return state with { Body = "", Copies = 0, DueAt = null };
    }

    [LoggerMessage(1412, LogLevel.Warning, "Webhook {EventId} of the sandbox gateway was refused {Failures} times and is given up.")]
    private partial void LogGivenUp(string eventId, int failures);
}

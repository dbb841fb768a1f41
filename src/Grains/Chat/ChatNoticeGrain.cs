using Microsoft.Extensions.Options;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Chat;

/// <summary>
/// Waits before it looks, so that whoever has the room before them is not told what they see. What was said up to the moment it looks is in it, so one look serves
/// all that was said meanwhile.
/// </summary>
[GrainType("chat-notice")]
internal sealed class ChatNoticeGrain : Grain, IChatNoticeGrain, IRemindable
{
    private readonly CommittedState<ChatNoticeState> _state;
    private readonly ChatNotices _notices;
    private readonly TimeSpan _wait;
    private readonly TimeProvider _time;
    private readonly WakeUp _wakeUp;

    public ChatNoticeGrain(
        [PersistentState("state")] IPersistentState<ChatNoticeState> state, ChatNotices notices, IOptions<ChatOptions> options, TimeProvider time)
    {
        _state = new CommittedState<ChatNoticeState>(this, state);
        _notices = notices;
        _wait = TimeSpan.FromSeconds(options.Value.NoticeSeconds);
        _time = time;
        _wakeUp = new WakeUp(this, GoOnAsync, time);
    }

    private ChatNoticeState State => _state.Value;

    public async Task ScheduleAsync(CancellationToken cancellationToken)
    {
        var due = _time.GetStoredUtcNow() + _wait;
        var next = State.DueAt is null ? State with { DueAt = due } : State with { AgainAt = due };
        // The reminder comes first: a state without one would wait for ever.
        await _wakeUp.SetAsync(next.DueAt);
        await _state.CommitAsync(next);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => GoOnAsync(CancellationToken.None);

    private async Task GoOnAsync(CancellationToken cancellationToken)
    {
        if (State.DueAt <= _time.GetUtcNow())
        {
            var seq = await _notices.TellAsync(this.GetPrimaryKeyString(), State.Seq, cancellationToken);
            await _state.CommitAsync(new ChatNoticeState { DueAt = State.AgainAt, Seq = seq });
        }

        await _wakeUp.SetAsync(State.DueAt);
    }
}

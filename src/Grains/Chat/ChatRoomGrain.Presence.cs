using Nusaloka.Chat;

namespace Nusaloka.Grains.Chat;

/// <content>Who is there and who is writing, which is of the moment and no event.</content>
internal sealed partial class ChatRoomGrain
{
    private readonly RoomTyping _typing = new();
    private IGrainTimer? _typingTimer;

    public Task<Result> SetTypingAsync(string accountId, bool isTyping, CancellationToken cancellationToken)
    {
        if (!TryEnter(accountId, out var room, out var member))
            return Task.FromResult((Result)ChatErrors.RoomNotFound);
        var now = time.GetUtcNow();
        // Whoever may not write is not seen to: the answer does not say that nobody hears of it.
        if (room.MemberCount <= ChatLimits.MaxMembersShown && ChatRules.CheckVoice(member, room.IsBlocked, room.ClosesAt, now) is null)
            Tell(_typing.Set(member.AccountId, isTyping, now));
        return Task.FromResult(Result.Success);
    }

    public async Task<Result<RoomPresence>> GetPresenceAsync(RoomCaller caller, CancellationToken cancellationToken)
    {
        if (await ReadableAsync(caller, cancellationToken) is not { } room)
            return ChatErrors.RoomNotFound;
        if (room.MemberCount > ChatLimits.MaxMembersShown)
            return new RoomPresence(IsShown: false, []);

        // Opening a room with a stranger, or adding one, does not show whether they are there: they have to have seen it.
        var partitions = room.Members
            .Where(member => member.AccountId != caller.AccountId && (room.Kind is not (RoomKind.Direct or RoomKind.Group) || room.HasLooked(member)))
            .Select(static member => member.AccountId).GroupBy(PresencePartitions.Of);
        var members = await Task.WhenAll(partitions.Select(partition =>
            GrainFactory.GetGrain<IPresenceGrain>(PresencePartitions.Key(partition.Key)).GetAsync(caller.AccountId, [.. partition], cancellationToken)));
        return new RoomPresence(IsShown: true, [.. members.SelectMany(static some => some)]);
    }

    private void Tell(TypingMark? mark)
    {
        if (mark is null)
            return;
        _audience?.Tell(mark);
        AwaitEndOfTyping();
    }

    private void AwaitEndOfTyping()
    {
        if (_typing.EndsAt is not { } end)
            return;
        _typingTimer ??= this.RegisterGrainTimer(
            EndTypingAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true });
        var left = end - time.GetUtcNow();
        _typingTimer.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private Task EndTypingAsync(CancellationToken cancellationToken)
    {
        foreach (var ended in _typing.Expire(time.GetUtcNow()))
            _audience?.Tell(ended);
        AwaitEndOfTyping();
        return Task.CompletedTask;
    }

    /// <summary>The two of a direct room may see each other no more, or again. A partition that does not hear of it reads it when somebody watches them next.</summary>
    private async Task TellBlocksAsync(RoomMemory room) =>
        await Task.WhenAll(room.Members.Select(member => GrainFactory.GetGrain<IPresenceGrain>(PresencePartitions.Key(PresencePartitions.Of(member.AccountId)))
            .ReadBlocksAsync(member.AccountId))).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
}

using Nusaloka.Chat;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Chat;

/// <content>What members say.</content>
internal sealed partial class ChatRoomGrain
{
    public async Task<Result<SentMessage>> SendAsync(SendMessage command, CancellationToken cancellationToken)
    {
        if (ChatRules.Check(command) is { } wrong)
            return wrong;
        await LetFormerOfficerGoAsync(command.SenderId, cancellationToken);
        // Whoever is no member learns neither that there is a room nor what could be answered in it.
        if (command.SenderId is { } anybody && !TryEnter(anybody, out _, out _))
            return ChatErrors.RoomNotFound;
        // Nothing is awaited between here and the write but this, so that nobody overtakes another.
        if (command.ReplyTo is { } replyTo && await FindMessageAsync(replyTo, cancellationToken) is not { Removal: MessageRemoval.None })
            return await SentBeforeAsync(command) ?? (_memory is null ? NotThere() : ChatErrors.MessageNotFound);
        if (_memory is not { } room)
            return NotThere();

        Task<RoomCommit> writing;
        (string, string)? name = null;
        if (command.SenderId is { } senderId)
        {
            if (!TryEnter(senderId, out _, out var sender))
                return ChatErrors.RoomNotFound;
            name = command.ClientMessageId is { } given ? (sender.AccountId, given) : null;
            if (FindSent(room, name) is { } sent)
                return await SentAsync(sent, isRepeat: true);
            if (ChatRules.CheckVoice(sender, room.IsBlocked, room.ClosesAt, time.GetUtcNow()) is { } silenced)
                return silenced;
            if (_rates.Take(sender.AccountId) is { } wait)
                return ChatErrors.TooFast(wait);
            // The member's own id, so that all their messages share it.
            command = command with { SenderId = sender.AccountId };
        }

        WantNews(command);
        writing = WriteAsync(RoomDraft.Of(new RoomEvent(0, RoomEventKind.Message, command.SenderId, time.GetStoredUtcNow())
        {
            TargetSeq = command.ReplyTo,
            Content = command.Content,
            ClientMessageId = command.SenderId is null ? null : command.ClientMessageId,
        }));
        if (name is not { } key)
            return await SentAsync(writing, isRepeat: false);

        _sending[key] = writing;
        try
        {
            return await SentAsync(writing, isRepeat: false);
        }
        finally
        {
            _sending.Remove(key);
        }
    }

    public async Task<Result<ChatMessage>> EditAsync(EditMessage command, CancellationToken cancellationToken)
    {
        await LetFormerOfficerGoAsync(command.AccountId, cancellationToken);
        if (!TryEnter(command.AccountId, out var room, out var member))
            return ChatErrors.RoomNotFound;
        if (await FindMessageAsync(command.Seq, cancellationToken) is not { } message)
            return ChatErrors.MessageNotFound;
        if (ChatRules.CheckEdit(message, member.AccountId, TimeSpan.FromHours(options.Value.EditHours), time.GetUtcNow()) is { } forbidden)
            return forbidden;
        if (ChatRules.CheckText(command.Text, mayBeEmpty: message.Content?.Type is not MessageType.Text) is { } wrong)
            return wrong;
        if (CheckVoice(room, member) is { } silenced)
            return silenced;
        if (message.Content is { } content && content.Text != command.Text)
        {
            await WriteAsync(RoomDraft.Of(new RoomEvent(0, RoomEventKind.Edited, member.AccountId, time.GetStoredUtcNow())
            {
                TargetSeq = message.Seq,
                Content = content with { Text = command.Text },
            }));
        }

        return await ShownAsync(command.Seq, member.AccountId, cancellationToken);
    }

    public async Task<Result<ChatMessage>> DeleteAsync(string accountId, long seq, CancellationToken cancellationToken)
    {
        await LetFormerOfficerGoAsync(accountId, cancellationToken);
        if (!TryEnter(accountId, out _, out var member))
            return ChatErrors.RoomNotFound;
        if (await FindMessageAsync(seq, cancellationToken) is not { } message)
            return ChatErrors.MessageNotFound;
        if (!ChatRules.MayDelete(member, message))
            return ChatErrors.NotAllowed;
        if (message.Removal == MessageRemoval.None)
            await WriteAsync(Removal(message, MessageRemoval.Deleted, member.AccountId));
        return await ShownAsync(seq, member.AccountId, cancellationToken);
    }

    public async Task<Result<ChatMessage>> ReactAsync(ReactToMessage command, CancellationToken cancellationToken)
    {
        if (ChatRules.CheckEmoji(command.Emoji) is { } wrong)
            return wrong;
        await LetFormerOfficerGoAsync(command.AccountId, cancellationToken);
        if (!TryEnter(command.AccountId, out var room, out var member))
            return ChatErrors.RoomNotFound;
        if (await FindMessageAsync(command.Seq, cancellationToken) is not { } message)
            return ChatErrors.MessageNotFound;
        if (message.Removal != MessageRemoval.None)
            return ChatErrors.MessageRemoved;
        var reactions = room.Recent.Find(command.Seq) is null
            ? await store.ReactionsAsync(room.Key, command.Seq, cancellationToken)
            : room.Recent.ReactionsOf(command.Seq);
        if (reactions.Has(command.Emoji, member.AccountId) != command.IsAdded)
        {
            if (command.IsAdded && !reactions.Has(command.Emoji) && reactions.EmojiCount >= ChatLimits.MaxEmojis)
                return ChatErrors.TooManyEmojis;
            if (CheckVoice(room, member) is { } silenced)
                return silenced;
            var kind = command.IsAdded ? RoomEventKind.ReactionAdded : RoomEventKind.ReactionRemoved;
            await WriteAsync(RoomDraft.Of(new RoomEvent(0, kind, member.AccountId, time.GetStoredUtcNow()) { TargetSeq = command.Seq, Emoji = command.Emoji }));
        }

        return await ShownAsync(command.Seq, member.AccountId, cancellationToken);
    }

    private Task<RoomCommit>? FindSent(RoomMemory room, (string SenderId, string Name)? name)
    {
        if (name is not { } key)
            return null;
        if (_sending.TryGetValue(key, out var writing))
            return writing;
        return room.Recent.FindSent(key.SenderId, key.Name) is { } sent ? Task.FromResult(new RoomCommit([sent], Replayed: true)) : null;
    }

    /// <summary>A message that was sent before what it answers was removed; null when it was not.</summary>
    private async Task<Result<SentMessage>?> SentBeforeAsync(SendMessage command)
    {
        if (_memory is not { } room || command is not { SenderId: { } senderId, ClientMessageId: { } name })
            return null;
        if (FindSent(room, (senderId, name)) is { } sent)
            return await SentAsync(sent, isRepeat: true);
        if (await store.FindSentAsync(room.Key, Guid.Parse(senderId), name) is not { } first)
            return null;
        return new SentMessage(ChatMessage.Of(Id, first), Replayed: true);
    }

    private async Task<Result<SentMessage>> SentAsync(Task<RoomCommit> writing, bool isRepeat)
    {
        var commit = await writing;
        return new SentMessage(ChatMessage.Of(Id, commit.Events[0]), isRepeat || commit.Replayed);
    }

    private Error? CheckVoice(RoomMemory room, RoomMember member)
    {
        if (ChatRules.CheckVoice(member, room.IsBlocked, room.ClosesAt, time.GetUtcNow()) is { } silenced)
            return silenced;
        return _rates.Take(member.AccountId) is { } wait ? ChatErrors.TooFast(wait) : null;
    }

    /// <summary>The message with a number as it is now; null when there is none.</summary>
    private async Task<RoomEvent?> FindMessageAsync(long seq, CancellationToken cancellationToken)
    {
        if (_memory is not { } room || seq < 1 || seq > room.Head.LastSeq)
            return null;
        var found = room.Recent.Find(seq) ?? await store.FindAsync(room.Key, seq, cancellationToken);
        return found is { Kind: RoomEventKind.Message } ? found : null;
    }

    private async Task<Result<ChatMessage>> ShownAsync(long seq, string accountId, CancellationToken cancellationToken)
    {
        if (_memory is not { } room || await FindMessageAsync(seq, cancellationToken) is not { } message)
            return ChatErrors.MessageNotFound;
        return room.Recent.Find(seq) is null
            ? await store.ToMessageAsync(room.Key, message, accountId, cancellationToken)
            : room.Recent.ToMessage(Id, message, accountId);
    }

    private RoomDraft Removal(RoomEvent message, MessageRemoval removal, string? byId) => RoomDraft.Of(
        new RoomEvent(0, RoomEventKind.Removed, byId, time.GetStoredUtcNow()) { TargetSeq = message.Seq, Removal = removal });
}

using Nusaloka.Chat;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Chat;

/// <content>What is wrong with messages, and what is done about it.</content>
internal sealed partial class ChatRoomGrain
{
    public async Task<Result<ChatMessage>> HideAsync(HideMessage command, CancellationToken cancellationToken)
    {
        if (_memory is not { } room)
            return NotThere();
        if (await FindMessageAsync(command.Seq, cancellationToken) is not { } message)
            return ChatErrors.MessageNotFound;
        // What people say among themselves is nothing to staff until one of them tells of it.
        if (room.Kind != RoomKind.Support && !await reports.HasAsync(room.Key, command.Seq, cancellationToken))
            return ChatErrors.ReportNeeded;

        // Who of the staff hid it is in the record, not in the room.
        if (message.Removal == MessageRemoval.None)
            await WriteAsync(Removal(message, MessageRemoval.Hidden, byId: null));
        var now = time.GetStoredUtcNow();
        await reports.HiddenAsync(Guid.CreateVersion7(now), room.Key, message, command, now, cancellationToken);
        return await ShownAsync(command.Seq, command.ById, cancellationToken);
    }

    public async Task<Result<MessageReport>> ReportAsync(ReportMessage command, CancellationToken cancellationToken)
    {
        await LetFormerOfficerGoAsync(command.ReporterId, cancellationToken);
        if (!TryEnter(command.ReporterId, out var room, out _))
            return ChatErrors.RoomNotFound;
        if (!Enum.IsDefined(command.Reason) || command.Note.Length > ChatLimits.MaxNoteLength || ChatRules.CheckText(command.Note, mayBeEmpty: true) is not null)
            return Error.Validation("/note", "out_of_range", $"A note has at most {ChatLimits.MaxNoteLength} characters.");
        if (await FindMessageAsync(command.Seq, cancellationToken) is not { } message)
            return ChatErrors.MessageNotFound;
        if (message.Removal != MessageRemoval.None)
            return ChatErrors.MessageRemoved;

        var now = time.GetStoredUtcNow();
        return await reports.AddAsync(Guid.CreateVersion7(now), room.Key, message, command, now, cancellationToken);
    }
}

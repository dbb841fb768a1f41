using System.Collections.Immutable;
using Nusaloka.Chat;
using Nusaloka.Grains.State;
using Nusaloka.Persistence.Chat;

namespace Nusaloka.Grains.Chat;

/// <content>Who is in the room.</content>
internal sealed partial class ChatRoomGrain
{
    public async Task<Result> AddMembersAsync(string byId, ImmutableArray<string> accountIds, CancellationToken cancellationToken)
    {
        if (!TryEnter(byId, out var room, out var by))
            return ChatErrors.RoomNotFound;
        if (accountIds.Length is 0 or > ChatLimits.MaxMembersAdded || !accountIds.All(ChatRules.IsId))
            return Error.Validation("/account_ids", "out_of_range", $"1 to {ChatLimits.MaxMembersAdded} account ids can be added at once.");
        if (room.Kind != RoomKind.Group)
            return ChatErrors.KindForbids;
        if (by.Role < RoomRole.Moderator)
            return ChatErrors.NotAllowed;
        string[] added = [.. accountIds.Distinct(StringComparer.Ordinal).Where(id => room.Find(id) is null)];
        if (room.MemberCount + added.Length > ChatLimits.MaxMembers)
            return ChatErrors.RoomFull;
        if (!await AreAllThereAsync(added, cancellationToken))
            return ChatErrors.PersonNotFound;
        if (await store.HasBlockAsync(byId, added, cancellationToken))
            return ChatErrors.Blocked;

        if (added.Length > 0)
            await WriteAsync(Joining(room, added, byId, time.GetStoredUtcNow(), static _ => RoomRole.Member));
        return Result.Success;
    }

    public async Task<Result<Room>> JoinAsync(RoomCaller officer, CancellationToken cancellationToken)
    {
        if (await ReadableAsync(officer, cancellationToken) is not { } room)
            return ChatErrors.RoomNotFound;
        if (room.Find(officer.AccountId) is null)
            await WriteAsync(Joining(room, [officer.AccountId], officer.AccountId, time.GetStoredUtcNow(), static _ => RoomRole.Officer));
        return room.ToRoom(officer.AccountId);
    }

    public async Task<Result> RemoveMemberAsync(string byId, string accountId, CancellationToken cancellationToken)
    {
        await LetFormerOfficerGoAsync(byId, cancellationToken);
        if (!TryEnter(byId, out var room, out var by))
            return ChatErrors.RoomNotFound;
        if (room.Find(accountId) is not { } member)
            return ChatErrors.MemberNotFound;
        if (ChatRules.CheckRemoval(room.Kind, by, member) is { } forbidden)
            return forbidden;

        await RemoveAsync(room, [member], byId);
        return Result.Success;
    }

    public async Task<Result<RoomMember>> ChangeMemberAsync(ChangeMember command, CancellationToken cancellationToken)
    {
        await LetFormerOfficerGoAsync(command.ById, cancellationToken);
        if (!TryEnter(command.ById, out var room, out var by))
            return ChatErrors.RoomNotFound;
        if (room.Find(command.AccountId) is not { } member)
            return ChatErrors.MemberNotFound;
        if (ChatRules.CheckChange(room.Kind, by, member, command) is { } forbidden)
            return forbidden;

        var now = time.GetStoredUtcNow();
        var changed = member with
        {
            Role = command.Role ?? member.Role,
            MutedUntil = command.Mute is { } mute ? (mute > TimeSpan.Zero ? now + mute : null) : member.MutedUntil,
        };
        var events = new List<RoomEvent>(2);
        if (changed.Role != member.Role)
            events.Add(News(now, by.AccountId, changed, MemberChange.RoleChanged));
        if (changed.MutedUntil != member.MutedUntil)
            events.Add(News(now, by.AccountId, changed, MemberChange.Muted));
        if (events.Count > 0)
            await WriteAsync(new RoomDraft(events, [new MemberRow(changed)]));

        return room.Shown(room.Find(command.AccountId) ?? changed, by.AccountId);
    }

    public async Task<Result<Room>> SetMembersAsync(string bookingId, ImmutableArray<string> accountIds, CancellationToken cancellationToken)
    {
        if (_memory is not { Head.LastSeq: > 0 } room)
            return await OpenAsync(new OpenRoom(RoomKind.Booking, null, accountIds, SubjectId: bookingId), cancellationToken);
        if (accountIds.Length > ChatLimits.MaxMembersAdded || !accountIds.All(ChatRules.IsId))
            return Error.Validation("/members", "out_of_range", $"A booking has at most {ChatLimits.MaxMembersAdded} people, who have UUIDs as ids.");
        if (room.Kind != RoomKind.Booking || room.SubjectId != bookingId)
            return ChatErrors.RoomExists;

        RoomMember[] gone = [.. room.Members.Where(member => !accountIds.Contains(member.AccountId))];
        if (gone.Length > 0)
            await RemoveAsync(room, gone, byId: null);
        string[] added = [.. accountIds.Distinct(StringComparer.Ordinal).Where(id => room.Find(id) is null)];
        if (added.Length > 0)
            await WriteAsync(Joining(room, added, byId: null, time.GetStoredUtcNow(), static _ => RoomRole.Member));
        return room.ToRoom("");
    }

    public async Task<Result> CloseAsync(string bookingId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (_memory is not { Kind: RoomKind.Booking } room || room.SubjectId != bookingId)
            return NotThere();

        await store.CloseAsync(room.Key, at, cancellationToken);
        room.ClosesAt = at;
        return Result.Success;
    }

    public async Task<Result<Room>> RenameAsync(string byId, string title, CancellationToken cancellationToken)
    {
        if (!TryEnter(byId, out var room, out var by))
            return ChatErrors.RoomNotFound;
        if (ChatRules.CheckTitle(title, mayBeEmpty: false) is { } wrong)
            return wrong;
        if (room.Kind != RoomKind.Group)
            return ChatErrors.KindForbids;
        if (by.Role < RoomRole.Moderator)
            return ChatErrors.NotAllowed;

        if (room.Head.Title != title)
            await WriteAsync(RoomDraft.Of(new RoomEvent(0, RoomEventKind.Renamed, byId, time.GetStoredUtcNow()) { Title = title }));
        return room.ToRoom(byId);
    }

    public async Task<Result<Room>> ChangeOwnSettingsAsync(ChangeOwnSettings command, CancellationToken cancellationToken)
    {
        await LetFormerOfficerGoAsync(command.AccountId, cancellationToken);
        if (!TryEnter(command.AccountId, out var room, out var member))
            return ChatErrors.RoomNotFound;
        if (command.Quiet is { } quiet && (quiet < TimeSpan.Zero || quiet > ChatLimits.MaxMute))
            return Error.Validation("/quiet_seconds", "out_of_range", $"A room can be quiet for up to {ChatLimits.MaxMute.TotalDays} days.");
        if (command.IsBlocked is not null && room.Kind != RoomKind.Direct)
            return ChatErrors.KindForbids;

        var changed = member with
        {
            QuietUntil = command.Quiet is { } length ? (length > TimeSpan.Zero ? time.GetStoredUtcNow() + length : null) : member.QuietUntil,
            HasBlocked = command.IsBlocked ?? member.HasBlocked,
        };
        // Nobody else hears of it, so it is no event.
        if (changed != member)
            await WriteAsync(new RoomDraft([], [new MemberRow(changed)]));
        if (changed.HasBlocked != member.HasBlocked)
            await TellBlocksAsync(room);
        return room.ToRoom(command.AccountId);
    }

    public async Task ForgetAsync(string accountId, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(accountId, out var id) || !Guid.TryParse(Id, out var key))
            return;
        if (_memory is { } room && room.Find(accountId) is { } member)
            await RemoveAsync(room, [member], accountId);
        await store.EraseAsync(key, id, cancellationToken);
        // What is at hand here still says what was deleted.
        DeactivateOnIdle();
    }

    private static RoomEvent News(DateTimeOffset at, string? byId, RoomMember member, MemberChange change) => new(0, RoomEventKind.Member, byId, at)
    {
        Member = new MemberNews(member.AccountId, change, member.Role, member.MutedUntil),
    };

    /// <summary>People become members, who have read what was said before they came.</summary>
    private static RoomDraft Joining(RoomMemory room, IEnumerable<string> accountIds, string? byId, DateTimeOffset at, Func<string, RoomRole> roleOf)
    {
        RoomMember[] members =
        [
            .. accountIds.Select(id => new RoomMember(id, roleOf(id), at, room.Head.LastSeq) { ReadMessages = room.Head.MessageCount }),
        ];
        return new RoomDraft(
            Array.ConvertAll(members, member => News(at, byId, member, MemberChange.Joined)), Array.ConvertAll(members, static member => new MemberRow(member)));
    }

    private async Task RemoveAsync(RoomMemory room, RoomMember[] gone, string? byId)
    {
        var now = time.GetStoredUtcNow();
        var events = gone.Select(member => News(now, byId, member, member.AccountId == byId ? MemberChange.Left : MemberChange.Removed)).ToList();
        var rows = gone.Select(static member => new MemberRow(member, IsGone: true)).ToList();
        var ids = gone.Select(static member => member.AccountId).ToHashSet(StringComparer.Ordinal);
        if (room.Kind == RoomKind.Group && ChatRules.Heir(room.Members.Where(member => !ids.Contains(member.AccountId))) is { } heir)
        {
            var owner = heir with { Role = RoomRole.Owner };
            events.Add(News(now, null, owner, MemberChange.RoleChanged));
            rows.Add(new MemberRow(owner));
        }

        _losing.UnionWith(ids);
        await WriteAsync(new RoomDraft(events, rows));
    }
}

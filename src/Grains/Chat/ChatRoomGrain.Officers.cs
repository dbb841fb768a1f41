using Nusaloka.Accounts;
using Nusaloka.Chat;
using Nusaloka.Privacy;

namespace Nusaloka.Grains.Chat;

/// <content>Staff in support rooms: they are let in as what they are at that moment, and that they read is on record.</content>
internal sealed partial class ChatRoomGrain
{
    /// <summary>Whoever reads on within this time has read once.</summary>
    private static readonly TimeSpan OneReading = TimeSpan.FromMinutes(10);

    /// <summary>Staff whose reading was recorded lately.</summary>
    private readonly Dictionary<string, DateTimeOffset> _recorded = new(StringComparer.Ordinal);

    /// <summary>
    /// The room, when the caller may see what is said in it; null otherwise. Reading by staff is durable in the record before they see anything.
    /// </summary>
    private async ValueTask<RoomMemory?> ReadableAsync(RoomCaller caller, CancellationToken cancellationToken)
    {
        if (_memory is not { } room || !MayRead(room, caller))
        {
            NotThere();
            return null;
        }

        if (room.Kind == RoomKind.Support && room.SubjectId is { } subject && subject != caller.AccountId)
            await RecordReadingAsync(caller.AccountId, subject, cancellationToken);
        return room;
    }

    // An officer who has joined is a member for as long as they are an officer.
    private static bool MayRead(RoomMemory room, RoomCaller caller) => room.Kind == RoomKind.Support && caller.IsOfficer
        || room.Find(caller.AccountId) is { Role: not RoomRole.Officer };

    private async Task RecordReadingAsync(string readerId, string subjectId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_recorded.TryGetValue(readerId, out var last) && now - last < OneReading)
            return;

        await GrainFactory.GetGrain<ISensitiveReadGrain>("0").RecordAsync(new RecordReads(readerId, Role.Officer, [subjectId], "support"), cancellationToken);
        _recorded[readerId] = now;
    }

    /// <summary>Takes an officer out who is none any more: before each of their commands, whatever the room remembers.</summary>
    private async ValueTask LetFormerOfficerGoAsync(string? accountId, CancellationToken cancellationToken)
    {
        if (accountId is null || FindOfficer(accountId) is null)
            return;

        var account = await GrainFactory.GetGrain<IAccountGrain>(accountId).GetAsync(cancellationToken);
        if (account.Value is { Role: Role.Officer or Role.Admin })
            return;

        // Somebody else may have done it meanwhile.
        if (_memory is { } room && FindOfficer(accountId) is { } officer)
            await RemoveAsync(room, [officer], byId: null);
    }

    private RoomMember? FindOfficer(string accountId) =>
        _memory?.Find(accountId) is { Role: RoomRole.Officer } officer && !_losing.Contains(accountId) ? officer : null;
}

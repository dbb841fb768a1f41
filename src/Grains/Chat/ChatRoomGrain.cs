using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nusaloka.Accounts;
using Nusaloka.Chat;
using Nusaloka.Grains.Notifications;
using Nusaloka.Grains.State;
using Nusaloka.Persistence;
using Nusaloka.Persistence.Chat;
using Orleans.Storage;
using Orleans.Streams;

namespace Nusaloka.Grains.Chat;

/// <summary>
/// One room. Its durable state are its rows; in memory are its members and its last events. Sending, reading and resuming interleave, so that
/// what many say at once is committed at once; whatever else changes the room is done one by one. Every write names the version of the room that
/// this activation knows: of two activations the one whose knowledge is old writes nothing, answers nothing, and ends.
/// </summary>
[CollectionAgeLimit(Minutes = 5)]
internal sealed partial class ChatRoomGrain(
    RoomStore store, RoomSearcher search, MessageReports reports, IMessageLane lane, MemberBlocks blocks, RoomNotificationReads reads, IOptions<ChatOptions> options, TimeProvider time,
    ILogger<ChatRoomGrain> logger)
    : Grain, IChatRoomGrain, IUnreadRoomGrain, IRoomListener
{
    /// <summary>How long at most it is only known here how far somebody has read.</summary>
    private static readonly TimeSpan MarksWait = TimeSpan.FromSeconds(2);

    private readonly ReadMarks _marks = new();
    private readonly MemberRates _rates = new(options.Value.MessagesPerSecond, options.Value.MessageBurst, time);

    /// <summary>Messages with a name that are being written: whoever sends one again waits for the same write.</summary>
    private readonly Dictionary<(string SenderId, string Name), Task<RoomCommit>> _sending = [];

    /// <summary>Members who are about to lose the right to write: they have lost it, unless the write fails, and then this activation ends.</summary>
    private readonly HashSet<string> _losing = new(StringComparer.Ordinal);

    private RoomMemory? _memory;
    private RoomJournal? _journal;
    private RoomAudience? _audience;
    private MembershipTeller? _membership;
    private IGrainTimer? _marksTimer;
    private long _marksWrittenAt;
    private bool _isEnding;
    private long _newsAt;

    /// <summary>When others were last told that something was said; null for never.</summary>
    private long? _toldAt;

    /// <summary>
    /// What is said within this time after others were told goes with that: they look well later. A third, so that a write that takes its time is still seen.
    /// </summary>
    private TimeSpan NewsWait => TimeSpan.FromSeconds(options.Value.NoticeSeconds) / 3;

    private string Id => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _marksWrittenAt = time.GetTimestamp();
        _marksTimer = this.RegisterGrainTimer(
            FlushMarksAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true });
        try
        {
            await LoadAsync(cancellationToken);
        }
        catch (DbException exception)
        {
            throw DatabaseFailure.OfRead(exception, this.GetGrainId());
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _isEnding = true;
        try
        {
            if (_journal is { } journal)
                await journal.FlushAsync();
        }
        catch (Exception exception)
        {
            // What somebody has read is read again, no more.
            LogMarksLost(exception, Id);
        }
    }

    public async Task<Result<Room>> OpenAsync(OpenRoom command, CancellationToken cancellationToken)
    {
        if (ChatRules.Check(Id, command) is { } wrong)
            return wrong;
        if (_memory is { Head.LastSeq: > 0 } open)
            return Opened(open, command);
        string[] people = [.. command.MemberIds.Append(command.CreatorId).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (!await AreAllThereAsync(people, cancellationToken))
            return ChatErrors.PersonNotFound;
        if (command is { Kind: RoomKind.Group, CreatorId: { } creator } && await store.HasBlockAsync(creator, people, cancellationToken))
            return ChatErrors.Blocked;

        var now = time.GetStoredUtcNow();
        await store.OpenAsync(Guid.Parse(Id), command, now, cancellationToken);
        await LoadAsync(cancellationToken);
        if (_memory is not { } room || _journal is not { } journal)
            throw new InvalidOperationException($"Room {Id} was opened and is not there.");
        if (room.Head.LastSeq == 0)
        {
            await journal.WriteAsync(Joining(room, people, command.CreatorId, now, id =>
                command.Kind == RoomKind.Group && id == command.CreatorId ? RoomRole.Owner : RoomRole.Member));
        }

        return Opened(room, command);
    }

    public async Task<Result<Room>> GetAsync(RoomCaller caller, CancellationToken cancellationToken) =>
        await ReadableAsync(caller, cancellationToken) is { } room ? room.ToRoom(caller.AccountId) : ChatErrors.RoomNotFound;

    public Task<Result<NodeLease>> SubscribeNodeAsync(string nodeId, CancellationToken cancellationToken)
    {
        if (_memory is not { } room || _audience is not { } audience)
            return Task.FromResult((Result<NodeLease>)NotThere());
        audience.Add(nodeId);
        return Task.FromResult((Result<NodeLease>)new NodeLease(room.Epoch, room.Head.LastSeq));
    }

    public Task UnsubscribeNodeAsync(string nodeId, CancellationToken cancellationToken)
    {
        _audience?.Remove(nodeId);
        return Task.CompletedTask;
    }

    bool IRoomListener.IsTimeForMarks()
    {
        var now = time.GetTimestamp();
        if (!_isEnding && time.GetElapsedTime(_marksWrittenAt, now) < MarksWait)
            return false;
        _marksWrittenAt = now;
        return true;
    }

    bool IRoomListener.IsTimeForNews()
    {
        _newsAt = time.GetTimestamp();
        return _isNewsWanted && _memory is { MemberCount: > 1 } && (_toldAt is not { } last || time.GetElapsedTime(last, _newsAt) >= NewsWait);
    }

    void IRoomListener.Told() => (_toldAt, _isNewsWanted) = (_newsAt, false);

    void IRoomListener.Written(IReadOnlyList<RoomEvent> events, IReadOnlyList<MemberRow> members)
    {
        foreach (var row in members)
        {
            _losing.Remove(row.Member.AccountId);
            if (row.IsGone)
                _rates.Forget(row.Member.AccountId);
        }

        _notices?.Changed(members);
        // Who says something has seen what was said before.
        foreach (var one in events)
        {
            if (one is { Kind: RoomEventKind.Message, ActorId: { } sender } && _memory is { } room && room.Find(sender) is { } member)
            {
                Mark(room, member, one.Seq, one.MessageCount);
                _typing.Sent(sender);
            }
        }

        _audience?.Tell(events);
        _membership?.Tell(events);
    }

    void IRoomListener.Broken(Exception exception)
    {
        LogBroken(exception, Id);
        DeactivateOnIdle();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(Id, "D", out var id) || await store.LoadAsync(id, cancellationToken) is not { } stored)
            return;

        // Far from those of any other activation, and from the end.
        var firstWriteId = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) & (long.MaxValue >> 1);
        _memory = new RoomMemory(stored);
        _notices = new RoomNotices(
            _memory, stored.Told, (accountId, upTo) => reads.MarkAsync(accountId, Id, upTo), logger);
        _journal = new RoomJournal(_memory, firstWriteId, lane, store, _marks, this);
        var streams = this.GetStreamProvider(StreamProviders.Realtime);
        _audience = new RoomAudience(_memory, nodeId => streams.GetStream<RoomNews>(ChatNodes.StreamNamespace, nodeId), time, logger);
        _membership = new MembershipTeller(Id, GrainFactory, nodeId => streams.GetStream<MembershipNews>(MembershipNodes.StreamNamespace, nodeId), logger);
    }

    /// <summary>The answer about a room that is not there; nothing is kept of it.</summary>
    private Error NotThere()
    {
        if (_memory is null)
            DeactivateOnIdle();
        return ChatErrors.RoomNotFound;
    }

    private static Result<Room> Opened(RoomMemory room, OpenRoom command)
    {
        if (room.Kind != command.Kind || room.SubjectId != command.SubjectId)
            return ChatErrors.RoomExists;
        return command.CreatorId is not { } creator || room.Find(creator) is not null ? room.ToRoom(command.CreatorId ?? "") : ChatErrors.RoomNotFound;
    }

    /// <summary>The member with an account, who may change things here.</summary>
    private bool TryEnter(string accountId, [NotNullWhen(true)] out RoomMemory? room, [NotNullWhen(true)] out RoomMember? member)
    {
        room = _memory;
        member = _losing.Contains(accountId) ? null : room?.Find(accountId);
        if (room is not null && member is not null)
            return true;
        NotThere();
        return false;
    }

    private Task<RoomCommit> WriteAsync(RoomDraft draft) =>
        _journal?.WriteAsync(draft) ?? throw new InvalidOperationException($"Room {Id} is not open.");

    private async Task<bool> AreAllThereAsync(IEnumerable<string> accountIds, CancellationToken cancellationToken) =>
        (await Task.WhenAll(accountIds.Select(id => GrainFactory.GetGrain<IAccountGrain>(id).GetAsync(cancellationToken)))).All(static found => found.IsSuccess);

    private void Mark(RoomMemory room, RoomMember member, long seq, long messages)
    {
        if (seq <= member.ReadSeq)
            return;
        room.Read(member, seq, messages);
        _notices?.Read(member, seq);
        if (_marks.IsEmpty)
            _marksTimer?.Change(MarksWait, Timeout.InfiniteTimeSpan);
        _marks.Add(new ReadCursor(Guid.Parse(member.AccountId), seq, messages));
    }

    private async Task FlushMarksAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_journal is { } journal)
                await journal.FlushAsync();
        }
        catch (Exception exception) when (exception is DbException or InconsistentStateException)
        {
            LogMarksWait(exception, Id);
        }

        if (!_marks.IsEmpty)
            _marksTimer?.Change(MarksWait, Timeout.InfiniteTimeSpan);
    }

    [LoggerMessage(EventId = 6401, Level = LogLevel.Warning, Message = "Room {RoomId} could not be written; its activation ends")]
    private partial void LogBroken(Exception exception, string roomId);

    [LoggerMessage(EventId = 6402, Level = LogLevel.Warning, Message = "How far members of room {RoomId} have read could not be stored; it is tried again")]
    private partial void LogMarksWait(Exception exception, string roomId);

    [LoggerMessage(EventId = 6403, Level = LogLevel.Warning, Message = "How far members of room {RoomId} have read lately could not be stored before its activation ended")]
    private partial void LogMarksLost(Exception exception, string roomId);
}

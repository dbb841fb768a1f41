using System.Collections.Immutable;
using System.Reflection;
using Nusaloka.Chat;

namespace Nusaloka.Api.Tests.Realtime;

/// <summary>A room that only tells nodes and lets clients resume. Its members are whom the test says; made by <see cref="Create"/>.</summary>
public class RoomStub : DispatchProxy
{
    private readonly Lock _gate = new();
    private readonly List<RoomEvent> _events = [];

    public string Epoch { get; set; } = "first";

    /// <summary>Asked for what is missing so often.</summary>
    public int Resumed { get; private set; }

    /// <summary>So many of the next questions fail.</summary>
    public int Failures { get; set; }

    public HashSet<string> Strangers { get; } = [];

    /// <summary>A room as feeds see it.</summary>
    public static (IChatRoomGrain Room, RoomStub Stub) Create()
    {
        var room = Create<IChatRoomGrain, RoomStub>();
        return (room, (RoomStub)room);
    }

    /// <summary>Something is said.</summary>
    public RoomEvent Say(string? removed = null)
    {
        lock (_gate)
        {
            var one = new RoomEvent(_events.Count + 1, removed is null ? RoomEventKind.Message : RoomEventKind.Member, "siti", DateTimeOffset.UnixEpoch)
            {
                Content = removed is null ? MessageContent.Of($"{_events.Count + 1}") : null,
                Member = removed is null ? null : new MemberNews(removed, MemberChange.Removed, RoomRole.Member),
            };
            _events.Add(one);
            return one;
        }
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        lock (_gate)
        {
            return targetMethod?.Name switch
            {
                nameof(IChatRoomGrain.SubscribeNodeAsync) => Task.FromResult((Result<NodeLease>)new NodeLease(Epoch, _events.Count)),
                nameof(IChatRoomGrain.GetAsync) => Task.FromResult((Result<Room>)new Room(
                    "room", RoomKind.Group, "", null, Epoch, _events.Count, _events.Count, MemberCount: 2, DateTimeOffset.UnixEpoch)),
                nameof(IChatRoomGrain.ResumeAsync) => Resume((RoomCaller)args![0]!, (long)args[1]!, (string)args[2]!),
                _ => throw new NotSupportedException(targetMethod?.Name),
            };
        }
    }

    private Task<Result<RoomResume>> Resume(RoomCaller caller, long after, string epoch)
    {
        Resumed++;
        if (Failures > 0)
        {
            Failures--;
            return Task.FromException<Result<RoomResume>>(new TimeoutException());
        }

        if (Strangers.Contains(caller.AccountId))
            return Task.FromResult((Result<RoomResume>)ChatErrors.RoomNotFound);
        var isRecovered = epoch == Epoch && after <= _events.Count;
        ImmutableArray<RoomEvent> events = isRecovered ? [.. _events.Skip((int)after)] : [];
        return Task.FromResult((Result<RoomResume>)new RoomResume(isRecovered, events, Epoch, _events.Count));
    }
}

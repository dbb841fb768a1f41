using System.Collections.Immutable;
using Nusaloka.Chat;

namespace Nusaloka.Api.Realtime;

/// <summary>
/// In which rooms clients of this process look who is there, and whom they see there. Not thread-safe.
/// </summary>
internal sealed class WatchedRooms
{
    private readonly Dictionary<string, Room> _rooms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _roomsOfMember = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _roomsOfViewer = new(StringComparer.Ordinal);

    /// <summary>Somebody looks; answers whom nobody watched before.</summary>
    public IReadOnlyList<string> Add(string roomId, string viewerId, IEnumerable<string> members)
    {
        if (!_rooms.TryGetValue(roomId, out var room))
            _rooms.Add(roomId, room = new Room());
        room.Viewers = room.Viewers.Add(viewerId);
        room.Joined = 0;
        Put(_roomsOfViewer, viewerId, roomId);
        return [.. members.Where(member => room.Members.Add(member) && Put(_roomsOfMember, member, roomId))];
    }

    /// <summary>
    /// Somebody has become a member of a room. They are not watched before somebody looks again: the room says then whether they are shown. A room that has
    /// become too large for that is watched no more; answers whom nobody watches any more.
    /// </summary>
    public IReadOnlyList<string> Join(string roomId) =>
        _rooms.TryGetValue(roomId, out var room) && room.Members.Count + ++room.Joined >= ChatLimits.MaxMembersShown ? Drop(roomId) : [];

    /// <summary>A room shows nobody any more; answers whom nobody watches any more.</summary>
    public IReadOnlyList<string> Drop(string roomId)
    {
        if (!_rooms.Remove(roomId, out var room))
            return [];
        foreach (var viewerId in room.Viewers)
            Take(_roomsOfViewer, viewerId, roomId);
        return [.. room.Members.Where(member => Take(_roomsOfMember, member, roomId))];
    }

    /// <summary>Somebody has left a room, and sees no more of it; answers whom nobody watches any more.</summary>
    public IReadOnlyList<string> Leave(string roomId, string accountId)
    {
        if (!_rooms.TryGetValue(roomId, out var room))
            return [];
        List<string> free = [];
        if (room.Members.Remove(accountId) && Take(_roomsOfMember, accountId, roomId))
            free.Add(accountId);
        Take(_roomsOfViewer, accountId, roomId);
        free.AddRange(RemoveViewer(roomId, room, accountId));
        return free;
    }

    /// <summary>Somebody is connected no more; answers whom nobody watches any more.</summary>
    public IReadOnlyList<string> Remove(string viewerId)
    {
        if (!_roomsOfViewer.Remove(viewerId, out var rooms))
            return [];
        return [.. rooms.SelectMany(roomId => _rooms.TryGetValue(roomId, out var room) ? RemoveViewer(roomId, room, viewerId) : [])];
    }

    /// <summary>The rooms in which somebody is seen, with those who look.</summary>
    public IReadOnlyList<(string RoomId, ImmutableHashSet<string> Viewers)> Of(string memberId) =>
        _roomsOfMember.TryGetValue(memberId, out var rooms) ? [.. rooms.Select(roomId => (roomId, _rooms[roomId].Viewers))] : [];

    private IReadOnlyList<string> RemoveViewer(string roomId, Room room, string viewerId)
    {
        room.Viewers = room.Viewers.Remove(viewerId);
        return room.Viewers.IsEmpty ? Drop(roomId) : [];
    }

    /// <summary>Whether it is the first.</summary>
    private static bool Put(Dictionary<string, HashSet<string>> map, string key, string roomId)
    {
        if (map.TryGetValue(key, out var rooms))
        {
            rooms.Add(roomId);
            return false;
        }

        map.Add(key, new HashSet<string>(StringComparer.Ordinal) { roomId });
        return true;
    }

    /// <summary>Whether it was the last.</summary>
    private static bool Take(Dictionary<string, HashSet<string>> map, string key, string roomId)
    {
        if (!map.TryGetValue(key, out var rooms) || !rooms.Remove(roomId) || rooms.Count > 0)
            return false;
        return map.Remove(key);
    }

    private sealed class Room
    {
        public HashSet<string> Members { get; } = new(StringComparer.Ordinal);

        /// <summary>Who came since somebody looked last.</summary>
        public int Joined { get; set; }

        public ImmutableHashSet<string> Viewers { get; set; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);
    }
}

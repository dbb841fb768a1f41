using Nusaloka.Api.Realtime;
using Nusaloka.Chat;

namespace Nusaloka.Api.Tests.Realtime;

public sealed class WatchedRoomsTests
{
    private readonly WatchedRooms _rooms = new();

    [Fact]
    public void Add_TwoWhoLook_WatchesEachMemberOnceUntilBothAreGone()
    {
        Assert.Equal(["a", "b"], _rooms.Add("r", "x", ["a", "b"]));
        Assert.Empty(_rooms.Add("r", "y", ["a", "b"]));
        Assert.Equal(["c"], _rooms.Add("s", "x", ["b", "c"]));

        Assert.Equal(["c"], _rooms.Remove("x"));
        Assert.Equal(["y"], Assert.Single(_rooms.Of("b")).Viewers);
        Assert.Equal(["a", "b"], _rooms.Remove("y").Order(StringComparer.Ordinal));
        Assert.Empty(_rooms.Of("a"));
    }

    [Fact]
    public void Join_OfMoreThanARoomShows_EndsTheWatch()
    {
        _rooms.Add("r", "x", ["a", "b"]);
        _rooms.Add("s", "x", ["b"]);

        // Who looks and the two are members already.
        for (var i = 3; i < ChatLimits.MaxMembersShown; i++)
            Assert.Empty(_rooms.Join("r"));
        Assert.Empty(_rooms.Join("elsewhere"));
        Assert.Equal(["a"], _rooms.Join("r"));

        Assert.Empty(_rooms.Of("a"));
        Assert.Equal("s", Assert.Single(_rooms.Of("b")).RoomId);
        Assert.Equal(["b"], _rooms.Remove("x"));
    }

    [Fact]
    public void Leave_OfWhoLooksAndIsSeen_EndsBoth()
    {
        _rooms.Add("r", "x", ["y", "z"]);
        _rooms.Add("r", "y", ["x", "z"]);

        Assert.Equal(["y"], _rooms.Leave("r", "y"));
        Assert.Equal(["x"], Assert.Single(_rooms.Of("z")).Viewers);
        Assert.Equal(["x", "z"], _rooms.Leave("r", "x").Order(StringComparer.Ordinal));
        Assert.Empty(_rooms.Remove("x"));
    }
}

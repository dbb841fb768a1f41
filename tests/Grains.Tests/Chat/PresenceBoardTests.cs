using Nusaloka.Chat;
using Nusaloka.Grains.Chat;

namespace Nusaloka.Grains.Tests.Chat;

public sealed class PresenceBoardTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 6, 1, 0, 0, TimeSpan.Zero);

    private readonly PresenceBoard _board = new();

    [Fact]
    public void Take_OfAnUnknownNode_IsRefusedUntilItBeginsAnew()
    {
        Assert.False(_board.Take(new PresenceReport("n1", IsFirst: false) { Connected = ["a"] }, Start));
        Assert.Empty(_board.Find(["a"]));

        Assert.True(_board.Take(new PresenceReport("n1", IsFirst: true) { Connected = ["a"] }, Start));

        Assert.Equal("n1", Assert.Single(Assert.Single(_board.Find(["a", "b"])).NodeIds));
    }

    [Fact]
    public void Find_SaysWhereSomebodyIsToldOfNotifications()
    {
        _board.Take(new PresenceReport("n1", IsFirst: true) { Connected = ["a"], Unnotified = ["a"] }, Start);
        _board.Take(new PresenceReport("n2", IsFirst: true) { Connected = ["a"] }, Start);
        Assert.Equal("n2", Assert.Single(Assert.Single(_board.Find(["a"])).NotifiedNodeIds));

        Connect("n1", "a");

        Assert.Equal(["n1", "n2"], Assert.Single(_board.Find(["a"])).NotifiedNodeIds.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TakeNews_WhoLeftAndCameBackMeanwhile_IsNotTold()
    {
        Watch("a");
        Connect("n1", "a");
        _ = _board.TakeNews();

        _board.Take(new PresenceReport("n1", IsFirst: false) { Disconnected = ["a"] }, Start);
        Connect("n2", "a");

        Assert.Empty(_board.TakeNews());
        Assert.Empty(_board.Seen());
    }

    [Fact]
    public void TakeNews_LastNodeOfSomebodyGone_TellsItsWatchersOnceWhenTheyWereSeen()
    {
        Watch("a");
        Connect("n1", "a");
        Connect("n2", "a");
        _ = _board.TakeNews();

        _board.Take(new PresenceReport("n1", IsFirst: false) { Disconnected = ["a"] }, Start);
        Assert.Empty(_board.TakeNews());
        _board.Take(new PresenceReport("n2", IsFirst: false) { Disconnected = ["a"] }, Start.AddMilliseconds(7_400));

        var told = Assert.Single(_board.TakeNews());
        Assert.Equal("watcher", told.Key);
        Assert.Equal(new Presence("a", IsOnline: false, Start.AddSeconds(7)), Assert.Single(told.Value).Presence);
        Assert.Empty(_board.TakeNews());
        Assert.Equal(new("a", Start.AddSeconds(7)), Assert.Single(_board.Seen()));
    }

    [Fact]
    public void Expire_OfANodeThatSaysNothing_EndsItsPeopleWhenItWasLastHeard()
    {
        Watch("a", Start + PresencePartitions.Lease);
        Connect("n1", "a");
        _ = _board.TakeNews();

        _board.Expire(Start + PresencePartitions.Lease - TimeSpan.FromTicks(1));
        Assert.Empty(_board.TakeNews());
        _board.Expire(Start + PresencePartitions.Lease);

        Assert.Equal(new Presence("a", IsOnline: false, Start), Assert.Single(Assert.Single(_board.TakeNews()).Value).Presence);
        Assert.False(_board.Take(new PresenceReport("n1", IsFirst: false), Start + PresencePartitions.Lease));
    }

    [Fact]
    public void Learn_OfNewBlocks_IsToldAgainThoughNothingElseHasChanged()
    {
        Watch("a");
        Connect("n1", "a");
        _ = _board.TakeNews();

        _board.Learn([new PresenceFacts("a", null, ["b"])], isNew: true);

        var told = Assert.Single(Assert.Single(_board.TakeNews()).Value);
        Assert.Equal(Presence.Hidden("a"), told.For("b"));
        Assert.True(told.For("c").IsOnline);
        Assert.Empty(_board.TakeNews());
    }

    [Fact]
    public void Watch_OfWhoHasChangedSince_IsToldHowTheyAreThen()
    {
        Watch("a");
        Connect("n1", "a");
        _ = _board.TakeNews();
        _board.Take(new PresenceReport("n1", IsFirst: false) { Disconnected = ["a"] }, Start);

        _board.Take(new PresenceReport("late", IsFirst: true) { Watched = ["a"] }, Start);
        Assert.False(Assert.Single(_board.Show(["a"])).Presence.IsOnline);
        Connect("n1", "a");

        Assert.True(Assert.Single(_board.TakeNews()["late"]).Presence.IsOnline);
    }

    [Fact]
    public void Unwatch_TellsNoMore()
    {
        Watch("a");
        _board.Take(new PresenceReport("watcher", IsFirst: false) { Unwatched = ["a"] }, Start);

        Connect("n1", "a");

        Assert.Empty(_board.TakeNews());
    }

    private void Watch(string account, DateTimeOffset? at = null)
    {
        _board.Take(new PresenceReport("watcher", IsFirst: true) { Watched = [account] }, at ?? Start);
        _board.Learn([new PresenceFacts(account, null, [])], isNew: false);
        _ = _board.TakeNews();
    }

    private void Connect(string node, string account)
    {
        if (!_board.Take(new PresenceReport(node, IsFirst: false) { Connected = [account] }, Start))
            _board.Take(new PresenceReport(node, IsFirst: true) { Connected = [account] }, Start);
    }
}

using System.Collections.Immutable;
using Nusaloka.Api.Realtime;
using Nusaloka.Chat;

namespace Nusaloka.Api.Tests.Realtime;

public sealed class PresenceLinkTests
{
    private readonly Dictionary<string, ConnectionTopics> _connected = [];
    private readonly Partition _partition = new();
    private readonly PresenceLink _link;

    private readonly List<MembershipNews> _missed = [];

    public PresenceLinkTests() => _link = new PresenceLink(
        "node", () => _partition, account => _connected.GetValueOrDefault(account), () => _connected.Keys, _missed.Add);

    [Fact]
    public async Task Report_SaysOnlyWhatHasChanged()
    {
        Connect("a");
        _link.Watch("w", isWanted: true);
        Assert.Equal(["a"], await _link.ReportAsync(CancellationToken.None));
        Connect("b");
        Disconnect("a");
        _link.Watch("w", isWanted: false);
        Assert.Equal(["b"], await _link.ReportAsync(CancellationToken.None));
        Disconnect("b");
        Connect("b");
        Assert.Empty(await _link.ReportAsync(CancellationToken.None));

        Assert.Equal([("a", "", "w", "", true), ("b", "a", "", "w", false), ("", "", "", "", false)], _partition.Said);
        Assert.False(_link.HasNews);
    }

    [Fact]
    public async Task Report_ToAPartitionThatHasForgotten_SaysEverythingAnewAtOnce()
    {
        Connect("a");
        _link.Watch("w", isWanted: true);
        await _link.ReportAsync(CancellationToken.None);
        _partition.IsForgetful = true;

        Assert.Equal(["a"], await _link.ReportAsync(CancellationToken.None));

        Assert.Equal(("a", "", "w", "", true), _partition.Said[^1]);
    }

    [Fact]
    public async Task Report_ThatFailed_IsSaidAnew()
    {
        Connect("a");
        _partition.Failure = new TimeoutException();
        await Assert.ThrowsAsync<TimeoutException>(() => _link.ReportAsync(CancellationToken.None));
        Assert.True(_link.HasNews);
        _partition.Failure = null;

        Assert.Equal(["a"], await _link.ReportAsync(CancellationToken.None));

        Assert.Equal(("a", "", "", "", true), Assert.Single(_partition.Said));
    }

    [Fact]
    public async Task Report_OfVeryMany_IsSeveral()
    {
        for (var i = 0; i < 2 * PresencePartitions.MaxReported; i++)
            Connect($"{i}");

        var added = await _link.ReportAsync(CancellationToken.None);

        Assert.Equal(2 * PresencePartitions.MaxReported, added.Distinct().Count());
        Assert.All(_partition.Said, static one => Assert.InRange(one.Connected.Split(' ').Length, 1, PresencePartitions.MaxReported));
        Assert.Equal(1, _partition.Said.Count(static one => one.IsFirst));
    }

    [Fact]
    public async Task Report_OfSomebodyWhoBecameAMemberMeanwhile_BringsTheNews()
    {
        Connect("a");
        _partition.Missed = [new MembershipNews("room", [])];

        await _link.ReportAsync(CancellationToken.None);

        Assert.Equal("room", Assert.Single(_missed).RoomId);
    }

    [Fact]
    public async Task Report_OfWhoWantsNotificationsFromNowOn_SaysSo()
    {
        Connect("a");
        await _link.ReportAsync(CancellationToken.None);
        Assert.Equal("a", Assert.Single(_partition.Unnotified));
        Assert.False(_link.IsNotified("a"));

        Connect("a", ConnectionTopics.Chat | ConnectionTopics.Notifications);
        Assert.Equal(["a"], await _link.ReportAsync(CancellationToken.None));
        Assert.Empty(_partition.Unnotified);
        Assert.True(_link.IsNotified("a"));
        Connect("a", ConnectionTopics.Notifications);
        Assert.Empty(await _link.ReportAsync(CancellationToken.None));
    }

    private void Connect(string account, ConnectionTopics topics = ConnectionTopics.Chat)
    {
        _connected[account] = topics;
        _link.Touch(account);
    }

    private void Disconnect(string account)
    {
        _connected.Remove(account);
        _link.Touch(account);
    }

    private sealed class Partition : IPresenceGrain
    {
        public List<(string Connected, string Disconnected, string Watched, string Unwatched, bool IsFirst)> Said { get; } = [];

        /// <summary>Whether it begins anew, once.</summary>
        public bool IsForgetful { get; set; }

        public Exception? Failure { get; set; }

        public ImmutableArray<MembershipNews> Missed { get; set; } = [];

        /// <summary>What the last report says.</summary>
        public ImmutableArray<string> Unnotified { get; private set; } = [];

        public Task<PresenceReply> ReportAsync(PresenceReport report, CancellationToken cancellationToken)
        {
            if (Failure is { } failure)
                throw failure;
            if (IsForgetful && !report.IsFirst)
            {
                IsForgetful = false;
                return Task.FromResult(new PresenceReply(IsKnown: false, []));
            }

            Unnotified = report.Unnotified;
            Said.Add((string.Join(' ', report.Connected), string.Join(' ', report.Disconnected), string.Join(' ', report.Watched), string.Join(' ', report.Unwatched), report.IsFirst));
            return Task.FromResult(new PresenceReply(IsKnown: true, []) { Missed = Missed });
        }

        public Task LeaveAsync(string nodeId, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<ImmutableArray<Presence>> GetAsync(string viewerId, ImmutableArray<string> accountIds, CancellationToken cancellationToken) =>
            Task.FromResult(ImmutableArray<Presence>.Empty);

        public Task<ImmutableArray<ConnectedAccount>> FindAsync(ImmutableArray<string> accountIds, CancellationToken cancellationToken) =>
            Task.FromResult(ImmutableArray<ConnectedAccount>.Empty);

        public Task<ImmutableArray<ConnectedAccount>> FindMembersAsync(MembershipNews news, CancellationToken cancellationToken) =>
            Task.FromResult(ImmutableArray<ConnectedAccount>.Empty);

        public Task ReadBlocksAsync(string accountId, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task ForgetAsync(string accountId, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

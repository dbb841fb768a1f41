using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.Extensions.Logging;
using Nusaloka.Chat;
using Orleans.Streams;

namespace Nusaloka.Grains.Chat;

/// <summary>
/// One partition of who is connected where. Its memory is what nodes say: an activation that begins knows nothing, and the nodes, which it does not know,
/// tell it everything within <see cref="PresencePartitions.RenewEvery"/>.
/// </summary>
[GrainType("presence")]
internal sealed partial class PresenceGrain(PresenceStore store, TimeProvider time, ILogger<PresenceGrain> logger) : Grain, IPresenceGrain
{
    private readonly PresenceBoard _board = new();
    private readonly RecentMemberships _memberships = new();
    private IGrainTimer? _timer;
    private bool _isTelling;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _timer = this.RegisterGrainTimer(
            TellAsync, new GrainTimerCreationOptions(PresencePartitions.Gathered, PresencePartitions.Gathered) { Interleave = true });
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => await StoreAsync(cancellationToken);

    public async Task<PresenceReply> ReportAsync(PresenceReport report, CancellationToken cancellationToken)
    {
        var named = report.Connected.Length + report.Disconnected.Length + report.Watched.Length + report.Unwatched.Length;
        if (named > PresencePartitions.MaxReported)
            throw new ArgumentException($"A report names {named} accounts: say it in several, of {PresencePartitions.MaxReported} at most.", nameof(report));
        var now = time.GetUtcNow();
        if (!_board.Take(report, now))
            return new PresenceReply(IsKnown: false, []);
        var missed = _memberships.MissedBy(report.NodeId, report.Connected, now);
        if (report.Watched.IsEmpty)
            return new PresenceReply(IsKnown: true, []) { Missed = missed };

        if (_board.Unread(report.Watched) is { Length: > 0 } unread)
            _board.Learn(await store.ReadAsync(unread, cancellationToken), isNew: false);
        return new PresenceReply(IsKnown: true, _board.Show(report.Watched)) { Missed = missed };
    }

    public Task LeaveAsync(string nodeId, CancellationToken cancellationToken)
    {
        _board.Remove(nodeId, time.GetUtcNow());
        return Task.CompletedTask;
    }

    public async Task<ImmutableArray<Presence>> GetAsync(string viewerId, ImmutableArray<string> accountIds, CancellationToken cancellationToken)
    {
        var facts = await store.ReadForAsync(viewerId, accountIds, cancellationToken);
        _board.Expire(time.GetUtcNow());
        return [.. facts.Select(one => _board.Show(one).For(viewerId))];
    }

    public Task<ImmutableArray<ConnectedAccount>> FindAsync(ImmutableArray<string> accountIds, CancellationToken cancellationToken) =>
        Task.FromResult(_board.Find(accountIds));

    public Task<ImmutableArray<ConnectedAccount>> FindMembersAsync(MembershipNews news, CancellationToken cancellationToken)
    {
        var connected = _board.Find([.. news.Events.Select(static one => one.Member?.AccountId).OfType<string>().Distinct(StringComparer.Ordinal)]);
        _memberships.Add(news, connected, time.GetUtcNow());
        return Task.FromResult(connected);
    }

    public async Task ReadBlocksAsync(string accountId, CancellationToken cancellationToken) =>
        _board.Learn(await store.ReadAsync([accountId], cancellationToken), isNew: true);

    public async Task ForgetAsync(string accountId, CancellationToken cancellationToken)
    {
        _board.Forget(accountId);
        if (Guid.TryParse(accountId, out var id))
            await store.EraseAsync(id, cancellationToken);
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        if (_isTelling)
            return;
        _isTelling = true;
        try
        {
            _board.Expire(time.GetUtcNow());
            var streams = this.GetStreamProvider(StreamProviders.Realtime);
            foreach (var (nodeId, changed) in _board.TakeNews())
                await TellAsync(streams.GetStream<PresenceNews>(PresencePartitions.StreamNamespace, nodeId), nodeId, [.. changed]);
            await StoreAsync(cancellationToken);
        }
        catch (ObjectDisposedException)
        {
            // The host has ended without a word, and with it whatever this needs.
            _timer?.Dispose();
        }
        finally
        {
            _isTelling = false;
        }
    }

    private async Task TellAsync(IAsyncStream<PresenceNews> stream, string nodeId, ImmutableArray<WatchedPresence> changed)
    {
        try
        {
            await stream.OnNextAsync(new PresenceNews(changed));
        }
        catch (Exception exception)
        {
            // Presence is of the moment: the next change is told.
            LogNotTold(exception, this.GetPrimaryKeyString(), nodeId);
        }
    }

    private async Task StoreAsync(CancellationToken cancellationToken)
    {
        if (_board.Seen() is not { Length: > 0 } seen)
            return;
        try
        {
            await store.WriteAsync(seen, cancellationToken);
            _board.Stored(seen);
        }
        catch (DbException exception)
        {
            LogSeenWaits(exception, this.GetPrimaryKeyString());
        }
    }

    [LoggerMessage(EventId = 6650, Level = LogLevel.Warning, Message = "Partition {Partition} of presence could not tell node {NodeId} its news")]
    private partial void LogNotTold(Exception exception, string partition, string nodeId);

    [LoggerMessage(EventId = 6651, Level = LogLevel.Warning, Message = "When people of partition {Partition} were last seen could not be stored; it is tried again")]
    private partial void LogSeenWaits(Exception exception, string partition);
}

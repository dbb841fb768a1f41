using System.Collections.Immutable;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Sessions;
using Orleans.Streams;

namespace Nusaloka.Grains.Accounts.Sessions;

/// <summary>
/// Remembers in memory what the table <c>revocation</c> says. Sessions write the table first and then call here, and an activation
/// begins by reading it, and reads on: so whatever is not told to this activation is found in the table within seconds. The stream is for speed only;
/// who missed it asks.
/// </summary>
internal sealed partial class RevocationsGrain(NpgsqlDataSource dataSource, TimeProvider time, ILogger<RevocationsGrain> logger)
    : Grain, IRevocationsGrain
{
    private static readonly TimeSpan CleaningPeriod = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ReadingPeriod = TimeSpan.FromSeconds(5);

    // A row is seen when its transaction is over, which is after its time.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    private readonly RevocationLog _log = new(Guid.CreateVersion7(time.GetUtcNow()).ToString());
    private readonly List<Revocation> _untold = [];
    private IGrainTimer? _teller;
    private DateTime _readUpTo = DateTime.UnixEpoch + Overlap;
    private long _keysVersion;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var keys = GrainFactory.GetGrain<ISigningKeysGrain>(ISigningKeysGrain.Key);
        _keysVersion = (await keys.GetPublicKeysAsync(cancellationToken)).Version;
        foreach (var row in await ReadAsync(DateTime.UnixEpoch, cancellationToken))
            _log.Add(new Revocation(row.SessionId, row.AccountId, row.Until));

        _teller = this.RegisterGrainTimer(TellAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true });
        this.RegisterGrainTimer(ReadOnAsync, new GrainTimerCreationOptions(ReadingPeriod, ReadingPeriod) { Interleave = true });
        this.RegisterGrainTimer(CleanAsync, new GrainTimerCreationOptions(CleaningPeriod, CleaningPeriod) { Interleave = true });
    }

    public Task AddAsync(ImmutableArray<Revocation> revocations, CancellationToken cancellationToken)
    {
        _log.Forget(time.GetUtcNow());
        foreach (var revocation in revocations)
        {
            if (_log.Add(revocation))
                _untold.Add(revocation);
        }

        if (_untold.Count > 0)
            TellSoon();
        return Task.CompletedTask;
    }

    public Task KeysChangedAsync(long keysVersion, CancellationToken cancellationToken)
    {
        _keysVersion = Math.Max(_keysVersion, keysVersion);
        TellSoon();
        return Task.CompletedTask;
    }

    public Task<RevocationNews> GetSinceAsync(RevocationMark? mark, CancellationToken cancellationToken)
    {
        _log.Forget(time.GetUtcNow());
        return Task.FromResult(_log.Since(mark, IRevocationsGrain.MaxPerAnswer, _keysVersion));
    }

    private void TellSoon() => _teller?.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);

    /// <summary>Publishes what gathered since the last time, in one message.</summary>
    private async Task TellAsync(CancellationToken cancellationToken)
    {
        var untold = _untold.ToImmutableArray();
        _untold.Clear();
        try
        {
            var stream = this.GetStreamProvider(StreamProviders.Realtime)
                .GetStream<RevocationNews>(IRevocationsGrain.StreamNamespace, IRevocationsGrain.Key);
            await stream.OnNextAsync(new RevocationNews(_log.Nothing, untold, IsComplete: false, _keysVersion));
        }
        catch (Exception exception)
        {
            LogNotTold(exception, untold.Length);
        }
    }

    /// <summary>
    /// Reads what another activation was told: for some seconds there may be two, when the cluster does not agree who is in it, and callers of
    /// each must hear of all ends.
    /// </summary>
    private async Task ReadOnAsync(CancellationToken cancellationToken)
    {
        try
        {
            await AddAsync(
                [.. (await ReadAsync(_readUpTo - Overlap, cancellationToken)).Select(static row => new Revocation(row.SessionId, row.AccountId, row.Until))],
                cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            LogNotRead(exception);
        }
    }

    private async Task<IReadOnlyList<Row>> ReadAsync(DateTime recordedAfter, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        // The database's clock, which the rows have their time of.
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            """
            select session_id as SessionId, account_id as AccountId, until, recorded_at as RecordedAt from revocation
            where until > @now and recorded_at > @recordedAfter order by until
            """,
            new { now = time.GetUtcNow().UtcDateTime, recordedAfter }, cancellationToken: cancellationToken))).AsList();
        foreach (var row in rows)
            _readUpTo = row.RecordedAt > _readUpTo ? row.RecordedAt : _readUpTo;
        return rows;
    }

    private async Task CleanAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "delete from revocation where until < @now", new { now = time.GetUtcNow().UtcDateTime }, cancellationToken: cancellationToken));
    }

    [LoggerMessage(EventId = 3251, Level = LogLevel.Warning, Message = "{Count} revocations could not be published. Whoever verifies tokens asks for them within seconds.")]
    private partial void LogNotTold(Exception exception, int count);

    [LoggerMessage(EventId = 1621, Level = LogLevel.Warning, Message = "Revocations could not be read; it is tried again within seconds.")]
    private partial void LogNotRead(Exception exception);

    private sealed record Row(string SessionId, string AccountId, DateTime Until, DateTime RecordedAt);
}

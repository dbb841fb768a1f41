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
/// begins by reading it: so whatever is not told to this activation was in the table when it began. The stream is for speed only;
/// who missed it asks.
/// </summary>
internal sealed partial class RevocationsGrain(NpgsqlDataSource dataSource, TimeProvider time, ILogger<RevocationsGrain> logger)
    : Grain, IRevocationsGrain
{
    private static readonly TimeSpan CleaningPeriod = TimeSpan.FromMinutes(10);

    private readonly RevocationLog _log = new(Guid.CreateVersion7(time.GetUtcNow()).ToString());
    private readonly List<Revocation> _untold = [];
    private IGrainTimer? _teller;
    private long _keysVersion;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var keys = GrainFactory.GetGrain<ISigningKeysGrain>(ISigningKeysGrain.Key);
        _keysVersion = (await keys.GetPublicKeysAsync(cancellationToken)).Version;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            "select session_id as SessionId, account_id as AccountId, until from revocation where until > @now order by until",
            new { now = time.GetUtcNow().UtcDateTime }, cancellationToken: cancellationToken));
        foreach (var row in rows)
            _log.Add(new Revocation(row.SessionId, row.AccountId, row.Until));

        _teller = this.RegisterGrainTimer(TellAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true });
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

    private async Task CleanAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "delete from revocation where until < @now", new { now = time.GetUtcNow().UtcDateTime }, cancellationToken: cancellationToken));
    }

    [LoggerMessage(EventId = 3251, Level = LogLevel.Warning, Message = "{Count} revocations could not be published. Whoever verifies tokens asks for them within seconds.")]
    private partial void LogNotTold(Exception exception, int count);

    private sealed record Row(string SessionId, string AccountId, DateTime Until);
}

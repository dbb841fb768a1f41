using Dapper;
using Npgsql;
using Nusaloka.Grains.State;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Trips;

/// <summary>
/// Fans news out to those who have saved a trip, a page a commit: the alerts and the event that brings the next page are written with how
/// far it has come, so a crash neither skips nor repeats anybody.
/// </summary>
[GrainType("tripalerts")]
internal sealed class TripAlertsGrain : Grain, ITripAlertsGrain
{
    /// <summary>How many are told in one commit.</summary>
    internal const int PageSize = 200;

    private readonly CommittedState<TripAlertsState> _state;
    private readonly NpgsqlDataSource _dataSource;

    public TripAlertsGrain([PersistentState("state")] IPersistentState<TripAlertsState> state, NpgsqlDataSource dataSource)
    {
        _state = new CommittedState<TripAlertsState>(this, state);
        _dataSource = dataSource;
    }

    private string Key => this.GetPrimaryKeyString();

    public async Task BeginAsync(TripNews news, CancellationToken cancellationToken)
    {
        if (_state.Value.News is null)
            await _state.CommitAsync(new TripAlertsState { News = news, PendingEvents = [new OutboxEvent(TripAlertsDue.Type, new TripAlertsDue(Key, 0))] });
    }

    public async Task TellAsync(int page, CancellationToken cancellationToken)
    {
        if (_state.Value is not { News: { } news, IsDone: false } state || state.Page != page)
            return;

        var savers = await SaversAsync(news.TripId, state.LastAccountId, cancellationToken);
        var alerts = savers.Select(saver => new OutboxEvent(TripAlert.Type, new TripAlert(saver, news)));
        var isDone = savers.Length < PageSize;
        await _state.CommitAsync(state with
        {
            Page = page + 1,
            LastAccountId = isDone ? state.LastAccountId : savers[^1],
            IsDone = isDone,
            PendingEvents = isDone ? [.. alerts] : [.. alerts, new OutboxEvent(TripAlertsDue.Type, new TripAlertsDue(Key, page + 1))],
        });
    }

    private async Task<string[]> SaversAsync(string tripId, string after, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(
            "select account_id from saved_trip where trip_id = @tripId and account_id > @after order by account_id limit @PageSize",
            new { tripId, after, PageSize }, cancellationToken: cancellationToken))];
    }
}

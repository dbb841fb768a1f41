using Dapper;
using Npgsql;
using Nusaloka.Grains.State;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Trips;

/// <summary>
/// Fans news out to those who have saved a trip, or have a booking of it that is not over, a page a commit: the alerts and the event that brings the next page are written with how
/// far it has come, so a crash neither skips nor repeats anybody.
/// </summary>
[GrainType("tripalerts")]
internal sealed class TripAlertsGrain : Grain, ITripAlertsGrain
{
    /// <summary>How many are told in one commit.</summary>
    internal const int PageSize = 200;

    private const string Savers = "select account_id from saved_trip where trip_id = @tripId and account_id > @after order by account_id limit @PageSize";

    // 0 to 3: from the hold to confirmed.
    private const string Travellers =
        "select distinct account_id from booking where trip_id = @tripId and status <= 3 and account_id > @after and account_id <> '' order by account_id limit @PageSize";

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

        var people = await PeopleAsync(news, state.LastAccountId, cancellationToken);
        var alerts = people.Select(person => new OutboxEvent(TripAlert.Type, new TripAlert(person, news)));
        var isDone = people.Length < PageSize;
        await _state.CommitAsync(state with
        {
            Page = page + 1,
            LastAccountId = isDone ? state.LastAccountId : people[^1],
            IsDone = isDone,
            PendingEvents = isDone ? [.. alerts] : [.. alerts, new OutboxEvent(TripAlertsDue.Type, new TripAlertsDue(Key, page + 1))],
        });
    }

    private async Task<string[]> PeopleAsync(TripNews news, string after, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(
            news.Cause == TripAlertCause.Changed ? Travellers : Savers, new { tripId = news.TripId, after, PageSize }, cancellationToken: cancellationToken))];
    }
}

using System.Data.Common;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Npgsql;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Persistence.Projections;
using Orleans.Storage;

namespace Nusaloka.Persistence.Storage;

/// <summary>
/// Grain state in the table grain_state, one row per grain and state name. A write is a compare-and-set on the version, goes
/// through the group commit of the process, and takes the projections of its kind and the events of the state with it.
/// ETags are versions in decimal, from 1, without gaps; a cleared state keeps its version, so no ETag ever comes back.
/// </summary>
/// <remarks>
/// Fails with <see cref="InconsistentStateException"/> when another activation has written,
/// <see cref="GroupCommit.CommitRejectedException"/> when nothing was sent, <see cref="OutcomeUnknownException"/> when the outcome is
/// unknown, and PostgreSQL's own exception when it refuses the value; a read as <see cref="DatabaseFailure"/> has it.
/// </remarks>
internal sealed class PostgresGrainStorage(NpgsqlDataSource dataSource, StateWriteQueue queue, ProjectionRegistry projections) : IGrainStorage
{
    private const string ReadSql = "select version, state from grain_state where kind = $1 and id = $2";

    // Which grain has sent which list of events; see IEventSource.PendingEvents.
    private readonly ConditionalWeakTable<IReadOnlyList<OutboxEvent>, string> _sent = [];

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (version, state) = await ReadForActivationAsync(stateName, grainId).ConfigureAwait(false);
        grainState.State = state is null ? Blank<T>() : StateJson.Deserialize<T>(state);
        grainState.ETag = ETag.Format(version);
        grainState.RecordExists = state is not null;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var kind = StateKind.Of(stateName, grainId);
        var id = KeyOf(grainId);
        var expected = ETag.Parse(grainState.ETag);
        var state = grainState.State;
        var events = state is IEventSource source ? Unsent(source.PendingEvents, kind, id) : [];
        var write = new PendingWrite(kind, id, expected, StateJson.Serialize(state))
        {
            ProjectionStatements = state is null ? [] : projections.Upserts(kind, id, state),
            Events = RowsOf(events, kind, id, expected + 1),
        };

        var version = await queue.WriteAsync(write).ConfigureAwait(false);
        if (events.Count > 0)
            _sent.AddOrUpdate(events, $"{kind}/{id}");
        grainState.ETag = ETag.Format(version);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var kind = StateKind.Of(stateName, grainId);
        var id = KeyOf(grainId);
        var expected = ETag.Parse(grainState.ETag);
        var version = expected == 0
            ? await ConfirmNothingStoredAsync(kind, id).ConfigureAwait(false)
            : await queue.WriteAsync(new PendingWrite(kind, id, expected, state: null)
            {
                ProjectionStatements = projections.Deletes(kind, id),
            }).ConfigureAwait(false);

        grainState.State = Blank<T>();
        grainState.ETag = ETag.Format(version);
        grainState.RecordExists = false;
    }

    // States are read while a grain is activated, before any call filter sees the call.
    private async Task<(long Version, byte[]? State)> ReadForActivationAsync(string stateName, GrainId grainId)
    {
        try
        {
            return await ReadAsync(StateKind.Of(stateName, grainId), KeyOf(grainId)).ConfigureAwait(false);
        }
        catch (DbException exception)
        {
            throw DatabaseFailure.OfRead(exception, grainId);
        }
    }

    // A grain that has never read or written clears nothing: right when nothing is stored, a conflict otherwise.
    private async Task<long> ConfirmNothingStoredAsync(string kind, string id)
    {
        var (version, state) = await ReadAsync(kind, id).ConfigureAwait(false);
        return state is null
            ? version
            : throw new InconsistentStateException(
                $"Grain state {kind} '{id}' is at version {version} and cannot be cleared without its ETag: read it first.", ETag.Format(version), currentEtag: null);
    }

    private async Task<(long Version, byte[]? State)> ReadAsync(string kind, string id)
    {
        await using var connection = await dataSource.OpenConnectionAsync().ConfigureAwait(false);
        await using var command = new NpgsqlCommand(ReadSql, connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = kind }, new NpgsqlParameter<string> { TypedValue = id } },
        };
        await command.PrepareAsync().ConfigureAwait(false);
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        if (!await reader.ReadAsync().ConfigureAwait(false))
            return (0, null);
        return (reader.GetInt64(0), await reader.IsDBNullAsync(1).ConfigureAwait(false) ? null : reader.GetFieldValue<byte[]>(1));
    }

    private IReadOnlyList<OutboxEvent> Unsent(IReadOnlyList<OutboxEvent>? events, string kind, string id) =>
        events is null or [] || (_sent.TryGetValue(events, out var sender) && sender == $"{kind}/{id}") ? [] : events;

    private static OutboxRow[] RowsOf(IReadOnlyList<OutboxEvent> events, string kind, string id, long version)
    {
        if (events.Count == 0)
            return [];

        var traceParent = Activity.Current?.Id;
        return [.. events.Select((@event, ordinal) =>
            new OutboxRow(kind, id, version, ordinal, @event.Type, StateJson.SerializeAsActualType(@event.Payload), traceParent))];
    }

    private static string KeyOf(GrainId grainId) => grainId.Key.ToString() ?? "";

    private static T? Blank<T>() =>
        typeof(T).IsValueType || typeof(T).GetConstructor(Type.EmptyTypes) is not null ? Activator.CreateInstance<T>() : default;
}

using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;

namespace Nusaloka.Bench.Ledger;

/// <summary>One connection that writes batches of transfers with the ledger's own SQL, into a chain of its own.</summary>
internal sealed class BareLane : IAsyncDisposable
{
    private static readonly string Sql = $"select ledger_write({string.Join(", ", Enumerable.Range(1, 39).Select(static i => $"${i}"))})";

    /// <summary>As long as a request's.</summary>
    private static readonly string Fingerprint = new('f', 64);

    private readonly NpgsqlConnection _connection;
    private readonly Guid _chain = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
    private readonly List<BareAccount> _changed = [];
    private byte[] _hash = [];
    private long _sequence;

    private BareLane(NpgsqlConnection connection) => _connection = connection;

    public static async Task<BareLane> OpenAsync(string postgres)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(postgres) { Pooling = false, MaxAutoPrepare = 20, AutoPrepareMinUsages = 1 }.ConnectionString);
        await connection.OpenAsync();
        return new BareLane(connection);
    }

    /// <summary>Writes a batch of transfers of one rupiah each, between accounts that this lane has in hand.</summary>
    public async Task WriteAsync(IReadOnlyList<(BareAccount From, BareAccount To)> batch)
    {
        var moves = new BareMove[batch.Count];
        for (var i = 0; i < moves.Length; i++)
            moves[i] = Move(batch[i].From, batch[i].To);
        _changed.Sort(static (one, other) => one.Id.CompareTo(other.Id));
        Array.Sort(moves, static (one, other) => one.Id.CompareTo(other.Id));

        await using var command = new NpgsqlCommand(Sql, _connection);
        Add(command, TimeProvider.System.GetUtcNow().UtcDateTime, NpgsqlDbType.TimestampTz);
        AddIds(command, []);
        AddIds(command, moves);
        AddColumn(command, 0, static _ => 0L, NpgsqlDbType.Bigint);
        AddColumn(command, 0, static _ => 0L, NpgsqlDbType.Bigint);
        AddAccounts(command);
        AddMoves(command, moves);
        AddEntries(command, moves);
        AddSeal(command, moves);
        await command.ExecuteNonQueryAsync();

        foreach (var account in _changed)
            (account.Version, account.IsChanged) = (account.Version + 1, false);
        _changed.Clear();
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private BareMove Move(BareAccount from, BareAccount to)
    {
        Change(from);
        Change(to);
        from.Balance--;
        to.Balance++;
        to.Received++;
        Span<byte> id = stackalloc byte[16];
        Random.Shared.NextBytes(id);
        return new BareMove(new Guid(id), from.Id, to.Id, ++from.EntryCount, ++to.EntryCount, from.Balance, to.Balance);
    }

    private void Change(BareAccount account)
    {
        if (!account.IsChanged)
            _changed.Add(account);
        account.IsChanged = true;
    }

    private void AddAccounts(NpgsqlCommand command)
    {
        AddColumn(command, _changed.Count, i => _changed[i].Id, NpgsqlDbType.Bigint);
        AddColumn(command, _changed.Count, i => _changed[i].Version, NpgsqlDbType.Bigint);
        AddColumn(command, _changed.Count, i => _changed[i].Balance, NpgsqlDbType.Bigint);
        AddColumn(command, _changed.Count, static _ => 0L, NpgsqlDbType.Bigint);
        AddColumn(command, _changed.Count, i => _changed[i].EntryCount, NpgsqlDbType.Bigint);
        AddColumn(command, _changed.Count, i => _changed[i].Received, NpgsqlDbType.Bigint);
        AddColumn(command, _changed.Count, static _ => 0L, NpgsqlDbType.Bigint);
        Add(command, new DateOnly(2026, 1, 1), NpgsqlDbType.Date);
        AddColumn(command, _changed.Count, static _ => 0L, NpgsqlDbType.Bigint);
        Add(command, new DateOnly(2026, 1, 1), NpgsqlDbType.Date);
        AddColumn(command, _changed.Count, static _ => 0L, NpgsqlDbType.Bigint);
    }

    private static void AddMoves(NpgsqlCommand command, BareMove[] moves)
    {
        AddIds(command, moves);
        AddColumn(command, moves.Length, static _ => (short)3, NpgsqlDbType.Smallint);
        AddColumn(command, moves.Length, i => moves[i].From, NpgsqlDbType.Bigint);
        AddColumn(command, moves.Length, i => moves[i].To, NpgsqlDbType.Bigint);
        AddColumn(command, moves.Length, i => moves[i].FromSeq, NpgsqlDbType.Bigint);
        AddColumn(command, moves.Length, i => moves[i].ToSeq, NpgsqlDbType.Bigint);
        AddColumn(command, moves.Length, static _ => 1L, NpgsqlDbType.Bigint);
        AddColumn(command, moves.Length, static _ => (short)360, NpgsqlDbType.Smallint);
        AddColumn(command, moves.Length, static _ => "", NpgsqlDbType.Text);
        AddColumn(command, moves.Length, static _ => (string?)null, NpgsqlDbType.Text);
        AddColumn(command, moves.Length, static _ => Fingerprint, NpgsqlDbType.Text);
    }

    private static void AddEntries(NpgsqlCommand command, BareMove[] moves)
    {
        var entries = new (long Account, long Seq, Guid Id, long Amount, long Balance)[2 * moves.Length];
        for (var i = 0; i < moves.Length; i++)
        {
            entries[2 * i] = (moves[i].From, moves[i].FromSeq, moves[i].Id, -1, moves[i].FromBalance);
            entries[(2 * i) + 1] = (moves[i].To, moves[i].ToSeq, moves[i].Id, 1, moves[i].ToBalance);
        }

        Array.Sort(entries, static (one, other) => one.Account.CompareTo(other.Account) is var order and not 0 ? order : one.Seq.CompareTo(other.Seq));
        AddColumn(command, entries.Length, i => entries[i].Account, NpgsqlDbType.Bigint);
        AddColumn(command, entries.Length, i => entries[i].Seq, NpgsqlDbType.Bigint);
        AddColumn(command, entries.Length, i => entries[i].Id, NpgsqlDbType.Uuid);
        AddColumn(command, entries.Length, i => entries[i].Amount, NpgsqlDbType.Bigint);
        AddColumn(command, entries.Length, i => entries[i].Balance, NpgsqlDbType.Bigint);
    }

    private void AddSeal(NpgsqlCommand command, BareMove[] moves)
    {
        // Nobody verifies this chain; hashing is not the database's work any more.
        var leaves = new byte[SHA256.HashSizeInBytes * moves.Length];
        _hash = SHA256.HashData(_hash);
        Add(command, _chain, NpgsqlDbType.Uuid);
        Add(command, ++_sequence, NpgsqlDbType.Bigint);
        AddIds(command, moves);
        Add(command, leaves, NpgsqlDbType.Bytea);
        Add(command, _hash, NpgsqlDbType.Bytea);
        Add(command, (short)0, NpgsqlDbType.Smallint);
        Add(command, false, NpgsqlDbType.Boolean);
    }

    private static void AddIds(NpgsqlCommand command, BareMove[] moves) => AddColumn(command, moves.Length, i => moves[i].Id, NpgsqlDbType.Uuid);

    private static void Add<T>(NpgsqlCommand command, T value, NpgsqlDbType type) =>
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });

    private static void AddColumn<T>(NpgsqlCommand command, int length, Func<int, T> value, NpgsqlDbType type)
    {
        var column = new T[length];
        for (var i = 0; i < length; i++)
            column[i] = value(i);
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = column, NpgsqlDbType = NpgsqlDbType.Array | type });
    }
}

using Npgsql;
using NpgsqlTypes;

namespace Nusaloka.Persistence.Ledger;

/// <summary>What was decided about a batch as the statements that write it, in one round trip.</summary>
internal static class LedgerWrite
{
    private const string Sql =
        "select ledger_write($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, "
        + "$29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39)";

    private const string HoldsSql = "select ledger_write_holds($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

    /// <summary>The statements.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="accounts">The accounts of the batch.</param>
    /// <param name="seal">What seals it.</param>
    /// <param name="looksFirst">Whether ids that it makes are looked for before anything is written, because repeats are to be expected.</param>
    /// <param name="wakes">Whether the deliverer of its event is woken.</param>
    public static NpgsqlBatch Batch(
        NpgsqlConnection connection, BatchDecision decision, List<AccountState> accounts, LedgerSeal seal, bool looksFirst, bool wakes)
    {
        var command = new NpgsqlBatchCommand(Sql);
        Add(command, decision.At, NpgsqlDbType.TimestampTz);
        AddArray(command, looksFirst ? [.. decision.NoTransfers] : decision.NoTransfersUnmade, NpgsqlDbType.Uuid);
        AddArray(command, decision.NoHolds.ToArray(), NpgsqlDbType.Uuid);
        AddAccounts(command, decision, accounts);
        AddTransfers(command, decision.Transfers);
        AddEntries(command, decision.Transfers);
        AddSeal(command, seal);
        Add(command, wakes, NpgsqlDbType.Boolean);

        var batch = new NpgsqlBatch(connection) { BatchCommands = { command } };
        if (decision.Holds.Count > 0 || decision.Resolutions.Count > 0)
            batch.BatchCommands.Add(Holds(decision));
        return batch;
    }

    /// <summary>All statements, with nothing to write.</summary>
    public static NpgsqlBatch Nothing(NpgsqlConnection connection)
    {
        var decision = BatchDecision.Of(new BatchFacts
        {
            Operations = [], Debits = [], Credits = [], Accounts = [], Limits = new TierLimits(), At = DateTime.UnixEpoch,
        });
        var batch = Batch(connection, decision, [], new LedgerSeal(Guid.Empty, 0, [], [], [], 0), looksFirst: false, wakes: false);
        batch.BatchCommands.Add(Holds(decision));
        return batch;
    }

    private static void AddAccounts(NpgsqlBatchCommand command, BatchDecision decision, List<AccountState> accounts)
    {
        var relied = accounts.FindAll(static account => account.Use == AccountUse.Relied);
        var changed = accounts.FindAll(static account => account.Use == AccountUse.Changed);
        changed.Sort(static (one, other) => one.Id.CompareTo(other.Id));
        AddColumn(command, relied, static account => account.Id, NpgsqlDbType.Bigint);
        AddColumn(command, relied, static account => account.Version, NpgsqlDbType.Bigint);
        AddColumn(command, changed, static account => account.Id, NpgsqlDbType.Bigint);
        AddColumn(command, changed, static account => account.Version, NpgsqlDbType.Bigint);
        AddColumn(command, changed, static account => account.Next.Balance, NpgsqlDbType.Bigint);
        AddColumn(command, changed, static account => account.Next.Held, NpgsqlDbType.Bigint);
        AddColumn(command, changed, static account => account.Next.EntryCount, NpgsqlDbType.Bigint);
        AddColumn(command, changed, static account => account.Next.Received, NpgsqlDbType.Bigint);
        AddColumn(command, changed, static account => account.Next.Spender, NpgsqlDbType.Bigint);
        Add(command, decision.Month, NpgsqlDbType.Date);
        AddColumn(command, changed, static account => account.Next.MonthReceived, NpgsqlDbType.Bigint);
        Add(command, decision.Today, NpgsqlDbType.Date);
        AddColumn(command, changed, static account => account.Next.DaySpent, NpgsqlDbType.Bigint);
    }

    private static void AddTransfers(NpgsqlBatchCommand command, List<DecidedTransfer> decided)
    {
        // As the primary key has them; PostgreSQL orders ids as they are written, and so does Guid.
        var transfers = new List<DecidedTransfer>(decided);
        transfers.Sort(static (one, other) => one.Operation.Id.CompareTo(other.Operation.Id));
        AddColumn(command, transfers, static transfer => transfer.Operation.Id, NpgsqlDbType.Uuid);
        AddColumn(command, transfers, static transfer => transfer.Operation.Kind, NpgsqlDbType.Smallint);
        AddColumn(command, transfers, static transfer => transfer.Debit.Id, NpgsqlDbType.Bigint);
        AddColumn(command, transfers, static transfer => transfer.Credit.Id, NpgsqlDbType.Bigint);
        AddColumn(command, transfers, static transfer => transfer.DebitSeq, NpgsqlDbType.Bigint);
        AddColumn(command, transfers, static transfer => transfer.CreditSeq, NpgsqlDbType.Bigint);
        AddColumn(command, transfers, static transfer => transfer.Operation.Amount, NpgsqlDbType.Bigint);
        AddColumn(command, transfers, static transfer => (short)transfer.Operation.Currency, NpgsqlDbType.Smallint);
        AddColumn(command, transfers, static transfer => transfer.Operation.Description, NpgsqlDbType.Text);
        AddColumn(command, transfers, static transfer => transfer.Operation.Reference, NpgsqlDbType.Text);
        AddColumn(command, transfers, static transfer => transfer.Operation.Fingerprint, NpgsqlDbType.Text);
    }

    private static void AddEntries(NpgsqlBatchCommand command, List<DecidedTransfer> transfers)
    {
        var entries = new List<(long AccountId, long Seq, Guid TransferId, long Amount, long Balance)>(2 * transfers.Count);
        foreach (var transfer in transfers)
        {
            var operation = transfer.Operation;
            entries.Add((transfer.Debit.Id, transfer.DebitSeq, operation.Id, -operation.Amount, transfer.DebitBalance));
            entries.Add((transfer.Credit.Id, transfer.CreditSeq, operation.Id, operation.Amount, transfer.CreditBalance));
        }

        entries.Sort(static (one, other) =>
            one.AccountId.CompareTo(other.AccountId) is var order and not 0 ? order : one.Seq.CompareTo(other.Seq));
        AddColumn(command, entries, static entry => entry.AccountId, NpgsqlDbType.Bigint);
        AddColumn(command, entries, static entry => entry.Seq, NpgsqlDbType.Bigint);
        AddColumn(command, entries, static entry => entry.TransferId, NpgsqlDbType.Uuid);
        AddColumn(command, entries, static entry => entry.Amount, NpgsqlDbType.Bigint);
        AddColumn(command, entries, static entry => entry.Balance, NpgsqlDbType.Bigint);
    }

    private static void AddSeal(NpgsqlBatchCommand command, LedgerSeal seal)
    {
        Add(command, seal.Chain, NpgsqlDbType.Uuid);
        Add(command, seal.Sequence, NpgsqlDbType.Bigint);
        AddArray(command, seal.TransferIds, NpgsqlDbType.Uuid);
        Add(command, seal.Leaves, NpgsqlDbType.Bytea);
        Add(command, seal.Hash, NpgsqlDbType.Bytea);
        Add(command, seal.Partition, NpgsqlDbType.Smallint);
    }

    private static NpgsqlBatchCommand Holds(BatchDecision decision)
    {
        var command = new NpgsqlBatchCommand(HoldsSql);
        Add(command, decision.At, NpgsqlDbType.TimestampTz);
        AddColumn(command, decision.Holds, static hold => hold.Operation.Id, NpgsqlDbType.Uuid);
        AddColumn(command, decision.Holds, static hold => hold.Operation.Kind, NpgsqlDbType.Smallint);
        AddColumn(command, decision.Holds, static hold => hold.Account.Id, NpgsqlDbType.Bigint);
        AddColumn(command, decision.Holds, static hold => hold.Payee.Id, NpgsqlDbType.Bigint);
        AddColumn(command, decision.Holds, static hold => hold.Operation.Amount, NpgsqlDbType.Bigint);
        AddColumn(command, decision.Holds, static hold => hold.Operation.Description, NpgsqlDbType.Text);
        AddColumn(command, decision.Holds, static hold => hold.Operation.Fingerprint, NpgsqlDbType.Text);
        AddColumn(command, decision.Holds, static hold => hold.Operation.ExpiresAt!.Value.UtcDateTime, NpgsqlDbType.TimestampTz);
        AddColumn(command, decision.Holds, static hold => hold.CountedOn, NpgsqlDbType.Date);
        AddColumn(command, decision.Resolutions, static resolution => resolution.HoldId, NpgsqlDbType.Uuid);
        AddColumn(command, decision.Resolutions, static resolution => StateOf(resolution.State), NpgsqlDbType.Text);
        AddColumn(command, decision.Resolutions, static resolution => resolution.By, NpgsqlDbType.Uuid);
        return command;
    }

    private static string StateOf(HoldState state) => state switch
    {
        HoldState.Captured => "captured",
        HoldState.Voided => "voided",
        HoldState.Expired => "expired",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No hold is resolved to this state."),
    };

    private static void Add<T>(NpgsqlBatchCommand command, T value, NpgsqlDbType type) =>
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });

    private static void AddArray<T>(NpgsqlBatchCommand command, T[] values, NpgsqlDbType type) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });

    private static void AddColumn<TRow, T>(NpgsqlBatchCommand command, List<TRow> rows, Func<TRow, T> value, NpgsqlDbType type)
    {
        var column = new T[rows.Count];
        for (var i = 0; i < column.Length; i++)
            column[i] = value(rows[i]);
        AddArray(command, column, type);
    }
}

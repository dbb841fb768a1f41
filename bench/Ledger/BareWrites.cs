using Npgsql;

namespace Nusaloka.Bench.Ledger;

/// <summary>
/// The ledger's own SQL with nothing around it: connections that each write batches, stop and go, and a program that keeps the balances of its
/// accounts itself and decides nothing but what follows from them.
/// </summary>
/// <remarks>
/// The connections take from one queue, first come first served, whatever shares no account with what another has in hand: so none waits for another's
/// locks, all do the very same traffic as everybody else, and none of it is left out. With halves of the accounts instead, transfers between the halves
/// could not be done, and of a traffic that goes to one account, one half would get nearly all. Here the hot account goes with one connection at
/// a time, which is the most that its row allows, and another does meanwhile what has nothing to do with it.
/// </remarks>
internal sealed class BareWrites : IAsyncDisposable
{
    private const string Prefix = "wallet:raw-";

    private readonly Lock _gate = new();
    private readonly BareLane[] _lanes;
    private readonly BareAccount[] _accounts;
    private TaskCompletionSource _released = NewSignal();
    private long _written;

    private BareWrites(BareLane[] lanes, BareAccount[] accounts) => (_lanes, _accounts) = (lanes, accounts);

    public int Connections => _lanes.Length;

    /// <summary>How many transfers were written.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <summary>Opens connections, and accounts with money in them.</summary>
    public static async Task<BareWrites> OpenAsync(string postgres, int connections, int accounts, long balance)
    {
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        await FundedAccounts.OpenAsync(connection, Prefix, accounts, balance);
        var known = new BareAccount[accounts];
        await using (var command = new NpgsqlCommand(
            "select id, balance, substr(code, length($1) + 1)::int from ledger_account where starts_with(code, $1)", connection))
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Prefix });
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                known[reader.GetInt32(2)] = new BareAccount { Id = reader.GetInt64(0), Balance = reader.GetInt64(1), Received = reader.GetInt64(1), EntryCount = 1 };
        }

        var lanes = new BareLane[connections];
        for (var i = 0; i < lanes.Length; i++)
            lanes[i] = await BareLane.OpenAsync(postgres);
        return new BareWrites(lanes, known);
    }

    /// <summary>Writes the next batch of the queue over one of the connections; waits while all that the queue has is between accounts that others have in hand.</summary>
    public async Task WriteAsync(int connection, int most, BareQueue queue)
    {
        var lane = _lanes[connection];
        var batch = await TakeAsync(lane, most, queue);
        try
        {
            await lane.WriteAsync(batch);
            Interlocked.Add(ref _written, batch.Count);
        }
        finally
        {
            // After a failure, too: the others end then, and it is told.
            Release(batch, queue);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var lane in _lanes)
            await lane.DisposeAsync();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<IReadOnlyList<(BareAccount From, BareAccount To)>> TakeAsync(BareLane lane, int most, BareQueue queue)
    {
        while (true)
        {
            Task released;
            lock (_gate)
            {
                var batch = queue.Take(most, pair => Claim(lane, pair));
                if (batch.Count > 0)
                    return batch;
                // Nobody waits for ever: while others have nothing in hand, there is something to take.
                released = _released.Task;
            }

            await released;
        }
    }

    private (BareAccount From, BareAccount To)? Claim(BareLane lane, (int From, int To) pair)
    {
        var (from, to) = (_accounts[pair.From], _accounts[pair.To]);
        if ((from.Holder ?? lane) != lane || (to.Holder ?? lane) != lane)
            return null;

        from.Holder = to.Holder = lane;
        return (from, to);
    }

    private void Release(IReadOnlyList<(BareAccount From, BareAccount To)> batch, BareQueue queue)
    {
        TaskCompletionSource released;
        lock (_gate)
        {
            foreach (var (from, to) in batch)
                from.Holder = to.Holder = null;
            queue.Done(batch.Count);
            (released, _released) = (_released, NewSignal());
        }

        released.SetResult();
    }
}

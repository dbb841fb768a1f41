using Npgsql;
using Nusaloka.Scenarios.Wallets;
using Nusaloka.Testing;

namespace Nusaloka.Scenarios.Bookings;

/// <summary>What bookings, seats, payments, ledger and gateway say of each other once nothing moves any more.</summary>
/// <param name="database">The product's database.</param>
/// <param name="money">What was put into all wallets.</param>
internal sealed class BookingBooks(NpgsqlDataSource database, long money)
{
    /// <summary>What the sandbox gateway has taken and not given back, by its own books.</summary>
    private const string AtGateway = """
        select ((select coalesce(sum(captured), 0) from sandbox_payment)
            - (select coalesce(sum((refund->'amount'->>'units')::bigint), 0) from grain_state, jsonb_array_elements(state->'refunds') refund
               where kind = 'sandboxpayment' and refund->>'status' = 'succeeded'))::bigint
        """;

    /// <summary>Bookings and the payments whose money they have: a confirmed one has exactly one that has paid all of it, any other none.</summary>
    private const string Wrong = """
        select format('Booking %s of status %s should have one payment if it is confirmed, else none; it has %s, which keep %s.', b.id, b.status, count(p.id), coalesce(sum(p.captured - p.refunded), 0))
        from booking b left join payment p on p.payment->>'subject' = b.id and p.captured <> p.refunded
        group by b.id, b.status, b.booking
        having count(p.id) <> case when b.status = 3 then 1 else 0 end
            or coalesce(sum(p.captured - p.refunded), 0) <> case when b.status = 3 then $1 else 0 end
        """;

    /// <summary>After a kill a reminder goes on with what was begun, which a busy machine may have late.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    public Task<long> ConfirmedAsync() => ScalarAsync("select count(*) from booking where status = 3");

    public Task<long> ScalarAsync(string sql) => ScalarAsync(database, sql);

    /// <summary>The status of a booking, as the table has it.</summary>
    public Task<long> StatusAsync(string bookingId) => ScalarAsync($"select status::bigint from booking where id = '{bookingId}'");

    /// <summary>Waits until nothing moves any more, then looks at everything.</summary>
    public async Task AssertSoundAsync()
    {
        await EventuallyAsync("every booking to be confirmed or over", "select count(*) from booking where status in (0, 1, 2) or (status <> 3 and is_open)");
        await EventuallyAsync("all webhooks to be applied", "select count(*) from webhook_inbox where status = 'received'");
        await EventuallyAsync("all events to be delivered", "select count(*) from outbox_event");
        await EventuallyAsync("no seat to be held any more", "select coalesce(sum(held), 0)::bigint from departure");
        await Eventually.EqualAsync("every confirmed booking to have one payment, and no other any", "", WrongAsync, Patience);

        // What is about to go back counts as given back already, and what came late goes back after its booking is over.
        await EventuallyAsync("every payment to have its end", "select count(*) from payment where payment->>'status' in ('processing', 'requires_capture')");
        await Eventually.EqualAsync("gateway, ledger and bookings to say the same of the money", "", DisagreementsAsync, Patience);

        Assert.Equal(0, await ScalarAsync("select count(*) from booking where status not in (3, 5, 6, 7)"));
        Assert.Equal(await ConfirmedAsync(), await ScalarAsync("select coalesce(sum(sold), 0)::bigint from departure"));
        Assert.Equal(0, await ScalarAsync("select count(*) from departure where free + sold <> capacity"));
        Assert.Equal(0, await ScalarAsync("select count(*) from outbox_dead_letter"));
    }

    private static long BalanceOf(LedgerSnapshot ledger, string code) => ledger.Accounts.SingleOrDefault(account => account.Code == code)?.Balance ?? 0;

    private static async Task<long> ScalarAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is long value ? value : throw new InvalidOperationException($"No number: {sql}");
    }

    private Task EventuallyAsync(string what, string sql) => Eventually.EqualAsync(what, 0, () => ScalarAsync(sql), Patience);

    private async Task<string> DisagreementsAsync()
    {
        var kept = await ConfirmedAsync() * BookingScenario.Price;
        var atGateway = await ScalarAsync(AtGateway);
        var ledger = await LedgerSnapshot.ReadAsync(database);
        var found = new List<string>(LedgerChecker.Check(ledger, money + atGateway - kept));
        Compare("system:booking_escrow", kept);
        // What was put into the wallets is play money of the same gateway.
        Compare("system:gateway_clearing:sandbox", -(money + atGateway));
        Compare("system:payment_suspense", 0);
        return string.Join('\n', found);

        void Compare(string code, long expected)
        {
            if (BalanceOf(ledger, code) is var balance && balance != expected)
                found.Add($"{code} has {balance}, not {expected}.");
        }
    }

    private async Task<string> WrongAsync()
    {
        await using var command = database.CreateCommand(Wrong);
        command.Parameters.Add(new NpgsqlParameter { Value = BookingScenario.Price });
        await using var reader = await command.ExecuteReaderAsync();
        var wrong = new List<string>();
        while (await reader.ReadAsync())
            wrong.Add(reader.GetString(0));
        return string.Join('\n', wrong);
    }
}

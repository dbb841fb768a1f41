using System.Net.Http.Json;

namespace Nusaloka.Api.Tests.Http;

/// <summary>The database's session ends while it writes, so nobody can tell whether that was done: PostgreSQL may have committed first.</summary>
[Collection(ApiCollection.Name)]
public sealed class LostCommitTests(ApiServer api)
{
    [Fact]
    public async Task Transfer_WhoseCommitIsLost_IsUnknown()
    {
        var (sender, receiver) = (await api.RegisterWithAsync(10_000), await api.RegisterAsync());
        await using var loss = await LoseAsync("ledger_transfer", "description");
        var transfer = new { receiver_id = receiver.Id, amount = 4_000, description = Loss.Mark };

        using var lost = await sender.Client.PostAsJsonAsync("/api/v1/transactions", transfer);

        await ProblemAssert.IsAsync(lost, 503, "outcome_unknown");
        Assert.Equal(TimeSpan.FromSeconds(1), lost.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task State_WhoseCommitIsLost_IsUnknown()
    {
        var person = await api.RegisterAsync();
        await using var loss = await LoseAsync("account", "full_name");

        using var lost = await person.Client.PutAsJsonAsync($"/api/v1/users/{person.Id}", new { full_name = Loss.Mark });

        await ProblemAssert.IsAsync(lost, 503, "outcome_unknown");
    }

    [Fact]
    public async Task Statement_WhoseConnectionIsLost_IsUnknown()
    {
        var person = await api.RegisterAsync();
        await (await person.Client.PostAsJsonAsync("/api/v1/wallet/topup", new { amount = 10 })).BodyAsync();
        using var history = await person.Client.GetAsync("/api/v1/transactions");
        var transaction = (await history.BodyAsync()).AsArray()[0]!.Text("id");
        await using var loss = await LoseAsync("report", "account_id", person.Id);

        using var lost = await person.Client.PostAsJsonAsync("/api/v1/reports", new { user_id = person.Id, transaction_id = transaction });

        await ProblemAssert.IsAsync(lost, 503, "outcome_unknown");
    }

    [Fact]
    public async Task State_ThatIsRefused_IsUnavailable()
    {
        var person = await api.RegisterAsync();
        await using var loss = await LoseAsync("account", "full_name", act: "raise exception 'as the test wants' using errcode = '53100'");

        using var refused = await person.Client.PutAsJsonAsync($"/api/v1/users/{person.Id}", new { full_name = Loss.Mark });

        await ProblemAssert.IsAsync(refused, 503, "unavailable");
    }

    private async Task<Loss> LoseAsync(string table, string column, string mark = Loss.Mark, string act = "perform pg_terminate_backend(pg_backend_pid())")
    {
        await api.Database.ExecuteAsync($"""
            create function lost_commit() returns trigger language plpgsql as $$ begin {act}; return null; end $$;
            create trigger lost_commit after insert or update on {table} for each row when (new.{column} = '{mark}') execute function lost_commit()
            """);
        return new Loss(api, table);
    }

    /// <summary>Until its end a row with the mark ends the session that writes it.</summary>
    private sealed class Loss(ApiServer api, string table) : IAsyncDisposable
    {
        public const string Mark = "Putus";

        public async ValueTask DisposeAsync() => await api.Database.ExecuteAsync($"drop trigger lost_commit on {table}; drop function lost_commit()");
    }
}

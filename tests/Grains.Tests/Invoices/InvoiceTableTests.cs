using Npgsql;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Invoices;

/// <summary>What the database itself refuses, whoever asks.</summary>
public sealed class InvoiceTableTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const string Final = "final";

    [Theory]
    [InlineData("update invoice set net = net + 1 where id = $1")]
    [InlineData("update invoice set tax = 0 where id = $1")]
    [InlineData("update invoice set lines = '[]' where id = $1")]
    [InlineData("update invoice set customer_id = 'x' where id = $1")]
    [InlineData("update invoice set customer_name = 'x' where id = $1")]
    [InlineData("update invoice set seller = 'x' where id = $1")]
    [InlineData("update invoice set number = number + 1 where id = $1")]
    [InlineData("update invoice set finalized_at = now() where id = $1")]
    [InlineData("update invoice set created_at = now() where id = $1")]
    [InlineData("update invoice set id = gen_random_uuid() where id = $1")]
    [InlineData("update invoice set status = 'draft', series = null, number = null, finalized_at = null where id = $1")]
    [InlineData("update invoice set version = version + 1 where id = $1")]
    [InlineData("update invoice set status = 'paid' where id = $1")]
    [InlineData("delete from invoice where id = $1")]
    public async Task Invoice_ThatIsFinal_DoesNotChange(string sql)
    {
        var id = await WriteAsync(Final);
        var before = await RowAsync(id);

        await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync(sql, id));

        Assert.Equal(before, await RowAsync(id));
    }

    [Theory]
    [InlineData("update invoice set status = 'void', closed_at = now() where id = $1")]
    [InlineData("update invoice set status = 'open', closed_at = null where id = $1")]
    [InlineData("update invoice set payment_id = 'x' where id = $1")]
    [InlineData("update invoice set closed_at = now() where id = $1")]
    public async Task Invoice_ThatIsPaid_DoesNotChange(string sql)
    {
        var id = await WriteAsync(Final);
        await database.ExecuteAsync("update invoice set status = 'paid', closed_at = now() where id = $1", id);

        await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync(sql, id));
    }

    [Theory]
    [InlineData("update invoice set status = 'open', series = 'INV-2001', number = 999, finalized_at = now() where id = $1")]
    [InlineData("update invoice set status = 'paid', series = 'INV-2001', number = 1, finalized_at = now(), closed_at = now() where id = $1")]
    [InlineData("update invoice set number = 5 where id = $1")]
    public async Task Draft_WithoutTheNextNumber_BecomesNothing(string sql)
    {
        await WriteAsync(Final);
        var id = await WriteAsync("draft");

        await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync(sql, id));

        Assert.Equal("draft", await database.ScalarAsync<string>("select status from invoice where id = $1", id));
    }

    [Theory]
    [InlineData("update invoice_series set last_number = last_number - 1")]
    [InlineData("update invoice_series set last_number = last_number + 2")]
    [InlineData("update invoice_series set series = 'INV-1999'")]
    [InlineData("delete from invoice_series")]
    [InlineData("insert into invoice_series values ('INV-1990', 7, now())")]
    [InlineData("truncate invoice, invoice_series")]
    public async Task Series_NumbersThatAreTaken_AreNotGivenBack(string sql)
    {
        await WriteAsync(Final);

        await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync(sql));

        await database.AssertGaplessAsync();
    }

    [Fact]
    public async Task Finalize_RolledBack_GivesItsNumberToTheNext()
    {
        var (lost, next) = (await WriteAsync("draft"), await WriteAsync("draft"));
        await using (var connection = await database.DataSource.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var command = new NpgsqlCommand("select invoice_finalize($1, 1, 'INV-2001', now())", connection) { Parameters = { new() { Value = lost } } };
            Assert.Equal(true, await command.ExecuteScalarAsync());
        }

        Assert.True(await database.ScalarAsync<bool>("select invoice_finalize($1, 1, 'INV-2001', now())", next));

        Assert.Equal("draft", await database.ScalarAsync<string>("select status from invoice where id = $1", lost));
        await database.AssertGaplessAsync();
    }

    [Fact]
    public async Task Finalize_AnEarlierTime_IsNotBeforeTheNumberBefore()
    {
        foreach (var minutes in new[] { 0, -30, 5, -60 })
        {
            var id = await WriteAsync("draft");
            Assert.True(await database.ScalarAsync<bool>("select invoice_finalize($1, 1, 'INV-2002', timestamptz '2002-05-01 00:00:00Z' + $2 * interval '1 minute')", id, minutes));
            Assert.False(await database.ScalarAsync<bool>("select invoice_finalize($1, 1, 'INV-2002', now())", id));
        }

        await database.AssertGaplessAsync();
    }

    private async Task<Guid> WriteAsync(string status)
    {
        var id = await database.ScalarAsync<Guid>(
            """
            insert into invoice (id, status, customer_id, customer_name, seller, lines, net, tax, version, created_at)
            values (gen_random_uuid(), 'draft', 'siti', 'Siti', 'Nusaloka', '[{"net": 1}]', 100, 11, 1, now())
            returning id
            """);
        if (status == Final)
            Assert.True(await database.ScalarAsync<bool>("select invoice_finalize($1, 1, 'INV-2001', now())", id));
        return id;
    }

    private Task<string> RowAsync(Guid id) => database.ScalarAsync<string>("select to_jsonb(i)::text from invoice i where id = $1", id);
}

using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Invoices;

namespace Nusaloka.Grains.Tests.Invoices;

/// <summary>Numbers while connections to the database are cut at any moment.</summary>
public sealed class InvoiceFaultTests
{
    private const int Invoices = 60;

    [Fact]
    public async Task Finalize_WhileConnectionsAreCut_LeavesNoGapAndNoTwoOfANumber()
    {
        await using var own = new OwnCluster();
        var cluster = await own.StartAsync();
        var customer = await cluster.NewCustomerAsync();
        var drafts = await Task.WhenAll(Enumerable.Range(0, Invoices).Select(_ => cluster.DraftedAsync(customer)));

        using var end = new CancellationTokenSource();
        var cutting = CutAsync(cluster, end.Token);
        var finals = await Task.WhenAll(drafts.Select(draft => FinalizeAtLastAsync(cluster, draft.Id)));
        await end.CancelAsync();

        Assert.True(await cutting > 0, "No connection was cut.");
        Assert.Equal(Invoices, finals.Select(static final => final.Number).Distinct().Count());
        await cluster.Database.AssertGaplessAsync();
        Assert.Equal((long)Invoices, await cluster.Database.ScalarAsync<long>("select last_number::bigint from invoice_series"));
    }

    /// <summary>Cuts the connections that are in the middle of taking a number, as soon as there are any.</summary>
    private static async Task<long> CutAsync(GrainCluster cluster, CancellationToken end)
    {
        var cuts = 0L;
        while (!end.IsCancellationRequested)
        {
            cuts += await cluster.Database.ScalarAsync<long>(
                """
                select count(pg_terminate_backend(pid)) from (
                    select pid from pg_stat_activity
                    where datname = current_database() and pid <> pg_backend_pid() and query like 'select invoice_finalize%' limit 2) cut
                """);
        }

        return cuts;
    }

    /// <summary>As a caller does who was told nothing: again, until there is an answer.</summary>
    private static async Task<Invoice> FinalizeAtLastAsync(GrainCluster cluster, string id)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return (await cluster.Invoice(id).FinalizeAsync()).Value ?? throw new InvalidOperationException("Refused.");
            }
            catch (Exception exception) when (attempt < 200 && exception is not InvalidOperationException)
            {
            }
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Nusaloka.Grains.Reports;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Reports;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Reports;

/// <summary>The synchronisation of the list of accounts, by pages of three so that there are many.</summary>
public sealed class SyncGrainTests : IAsyncLifetime
{
    private const int PageSize = 3;
    private const string Rows = "select to_jsonb(a)::text from account a order by id";

    private readonly GrainCluster _cluster = new(static host => host.Services.Replace(ServiceDescriptor.Singleton(
        static provider => new SyncPages(provider.GetRequiredService<NpgsqlDataSource>(), PageSize))));

    /// <summary>What the last step of the latest synchronisation said.</summary>
    private SyncStep _last = SyncStep.First;

    /// <summary>Whether any step found that the list must be made anew as a whole.</summary>
    private bool _needed;

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Steps_UntilTheLast_ReadAPageEach()
    {
        var ids = await RegisterAsync(8);
        for (var i = 0; i < 7; i++)
            Assert.True((await _cluster.Wallet(ids[i]).TopUpAsync(new TopUp(Money.Rupiah(5 + i), OperationNamed.Anew()))).IsSuccess);
        Assert.True((await _cluster.Wallet(ids[0]).TransferAsync(new Transfer(ids[7], Money.Rupiah(5), "", OperationNamed.Anew()))).IsSuccess);
        Assert.True((await _cluster.Account(ids[0]).CloseAsync()).IsSuccess);
        var ledgerAccounts = await _cluster.Database.ScalarAsync<long>("select count(*) from ledger_account");

        var steps = await SyncAsync();

        // Seven rows, eight states, one look whether the list must be made anew, the ledger; a full last page has an empty one behind it.
        Assert.Equal(
            [3, 3, 1, (ledgerAccounts / PageSize) + 1],
            new[] { SyncPart.List, SyncPart.Accounts, SyncPart.Rebuild, SyncPart.Ledger }.Select(part => steps.LongCount(step => step == part)));
        Assert.Equal((7, 8, 0), (_last.Accounts, _last.Transactions, _last.Repaired));
    }

    [Fact]
    public async Task List_ThatDisagreesOnAllPages_IsMended()
    {
        var ids = await RegisterAsync(11);
        var whole = await _cluster.Database.ColumnAsync<string>(Rows);
        await _cluster.Database.ExecuteAsync("delete from account where id = any ($1)", (object)new[] { ids[0], ids[6], ids[10] });
        await _cluster.Database.ExecuteAsync("update account set version = 99, full_name = 'x' where id = any ($1)", (object)new[] { ids[1], ids[9] });
        // Nobody's rows, at both ends, one with the address of somebody who is missing; and one of a person who has left.
        await GhostAsync("!", email: null);
        await GhostAsync("ghost", await EmailAsync(ids[6]));
        var gone = (await RegisterAsync(1))[0];
        Assert.True((await _cluster.Account(gone).CloseAsync()).IsSuccess);
        await GhostAsync(gone, email: null);

        await SyncAsync();

        Assert.Equal((11, 8, false), (_last.Accounts, _last.Repaired, _needed));
        Assert.Equal(whole, await _cluster.Database.ColumnAsync<string>(Rows));
        await SyncAsync();
        Assert.Equal((11, 0), (_last.Accounts, _last.Repaired));
    }

    [Fact]
    public async Task List_WhoseRowsStandInEachOthersWay_IsMadeAnewAsAWhole()
    {
        var ids = await RegisterAsync(9);
        var whole = await _cluster.Database.ColumnAsync<string>(Rows);
        // The first and the last have each other's addresses, and are never on one page.
        var (first, last) = (await EmailAsync(ids[0]), await EmailAsync(ids[8]));
        await _cluster.Database.ExecuteAsync("update account set version = 99, email = null where id = $1", ids[0]);
        await _cluster.Database.ExecuteAsync("update account set version = 99, email = $2 where id = $1", ids[8], first);
        await _cluster.Database.ExecuteAsync("update account set email = $2 where id = $1", ids[0], last);

        await SyncAsync();

        Assert.True(_needed);
        Assert.Equal((9, 2), (_last.Accounts, _last.Repaired));
        Assert.Equal(whole, await _cluster.Database.ColumnAsync<string>(Rows));
    }

    [Fact]
    public async Task Step_ThatDoesNotExist_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _cluster.Grain<ISyncGrain>("0").ContinueAsync(SyncStep.First with { Next = (SyncPart)99 }));

    private async Task<List<SyncPart>> SyncAsync()
    {
        var parts = new List<SyncPart>();
        for (_last = SyncStep.First; !_last.IsDone; _last = await _cluster.Grain<ISyncGrain>("0").ContinueAsync(_last))
        {
            parts.Add(_last.Next);
            _needed |= _last.NeedsRebuild;
        }

        return parts;
    }

    private async Task<string[]> RegisterAsync(int count)
    {
        var ids = Enumerable.Range(0, count).Select(static _ => GrainCluster.NewId()).Order(StringComparer.Ordinal).ToArray();
        foreach (var id in ids)
            Assert.True((await _cluster.Account(id).RegisterAsync(_cluster.NewPerson())).IsSuccess);
        return ids;
    }

    private Task<string> EmailAsync(string id) =>
        _cluster.Database.ScalarAsync<string>("select state ->> 'email' from grain_state where kind = 'account' and id = $1", id);

    private async Task GhostAsync(string id, string? email) => await _cluster.Database.ExecuteAsync(
        "insert into account (id, full_name, email, role, version, created_at, updated_at) values ($1, 'Ghost', nullif($2, ''), 0, 1, now(), now())", id, email ?? "");
}

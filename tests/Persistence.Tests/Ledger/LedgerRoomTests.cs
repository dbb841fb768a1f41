using Nusaloka.Persistence.Ledger;
using Nusaloka.Testing;

namespace Nusaloka.Persistence.Tests.Ledger;

/// <summary>An account begins with blanks in its row and gives them up when it changes, so that its page has space for the versions of its row.</summary>
public sealed class LedgerRoomTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task Post_TheFirstTime_LeavesTheRoomToVersionsOfTheRow()
    {
        await using var host = new PersistenceHost(database);
        var ledger = host.Get<ILedger>();
        var (paid, idle) = (LedgerAccountCode.Wallet($"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}"), LedgerAccountCode.Wallet("idle"));
        await ledger.OpenWalletAsync(paid, Currency.Idr, tier: null, CancellationToken.None);
        await ledger.OpenWalletAsync(idle, Currency.Idr, tier: null, CancellationToken.None);
        Assert.True(await RoomAsync(paid) > 100);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(PostingOutcome.Posted, (await ledger.PostAsync(new LedgerPosting(
                Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), 0, LedgerAccountCode.Adjustment, paid, Money.Rupiah(1), "", null, "one", null))).Outcome);
        }

        Assert.Equal(0, await RoomAsync(paid));
        Assert.True(await RoomAsync(idle) > 100);
        await LedgerInvariants.CheckAsync(database);
    }

    [Fact]
    public async Task Table_IsFilledFurtherThanItsRowsNeed_SoThatItsPagesAreNotCleanedUpAtEachVisit() =>
        Assert.Equal("{fillfactor=90}", await database.ScalarAsync<string>("select reloptions::text from pg_class where relname = 'ledger_account'"));

    private Task<long> RoomAsync(string code) =>
        database.ScalarAsync<long>("select coalesce(length(room), 0)::bigint from ledger_account where code = $1", code);
}

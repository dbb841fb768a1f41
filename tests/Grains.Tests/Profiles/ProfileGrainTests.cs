using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Accounts;
using Nusaloka.Grains.Profiles;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Payments;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Profiles;
using Nusaloka.Testing;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Profiles;

public sealed class ProfileGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private const string Officer = "0198c5a0-0000-7000-8000-000000000002";

    private static readonly BankAccount Bank = new("bca", "0611104579", "Siti Aminah");

    [Fact]
    public async Task GetPublic_OfWhoIsBanned_IsNotFoundUntilTheBanEnds()
    {
        var id = GrainCluster.NewId();
        await cluster.Account(id).RegisterAsync(cluster.NewPerson());
        await cluster.Account(id).BanAsync(new BanAccount("penipuan", "admin"));

        Assert.Equal(AccountErrors.NotFound, (await Profile(id).GetPublicAsync()).Error);
        Assert.True((await Profile(id).GetAsync()).IsSuccess);

        await cluster.Account(id).UnbanAsync("admin");
        Assert.Equal(id, (await Profile(id).GetPublicAsync()).Value?.Id);
    }

    [Fact]
    public async Task Change_NameAndProfile_ChangesBothUnderOneVersion()
    {
        var id = await RegisterAsync();
        var before = (await Profile(id).GetAsync()).Value!;

        var changed = (await Profile(id).ChangeAsync(new ChangeProfile(
            "Aminah", "https://cdn.nusaloka.id/a.jpg", "Suka gunung.", new Preferences("en", "Asia/Makassar", "USD"), before.Version))).Value!;

        Assert.Equal(("Aminah", "https://cdn.nusaloka.id/a.jpg", "Suka gunung.", "en"), (changed.Account.FullName, changed.Photo, changed.Bio, changed.Preferences.Language));
        Assert.True(changed.Version > before.Version);
        Assert.Equal(changed, (await Profile(id).GetAsync()).Value);
        Assert.Equal("Aminah", (await cluster.Account(id).GetAsync()).Value?.FullName);
        Assert.Equal(new Preferences("en", "Asia/Makassar", "USD"), await Profile(id).GetPreferencesAsync());
        Assert.Equal(AccountErrors.VersionMismatch, (await Profile(id).ChangeAsync(new ChangeProfile("Siti", null, null, null, before.Version))).Error);
    }

    [Fact]
    public async Task Change_TenAtOnceFromOneVersion_OneWins()
    {
        var id = await RegisterAsync();
        var version = (await Profile(id).GetAsync()).Value!.Version;

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            Profile(id).ChangeAsync(new ChangeProfile(i % 2 == 0 ? $"Siti {i}" : "Siti Aminah", null, $"Bio {i}", null, version))));

        Assert.Single(results, static result => result.IsSuccess);
        Assert.All(results.Where(static result => !result.IsSuccess), static result => Assert.Equal(AccountErrors.VersionMismatch, result.Error));
    }

    [Fact]
    public async Task EveryCommand_OfNobody_IsNotFoundAndStoresNothing()
    {
        var id = GrainCluster.NewId();

        Assert.Equal(AccountErrors.NotFound, (await Profile(id).GetAsync()).Error);
        Assert.Equal(AccountErrors.NotFound, (await Profile(id).GetPublicAsync()).Error);
        Assert.Equal(AccountErrors.NotFound, (await Profile(id).ChangeAsync(new ChangeProfile("Siti", null, "a", null, null))).Error);
        Assert.Equal(AccountErrors.NotFound, (await Profile(id).SaveAddressAsync(Addresses.New("a"))).Error);
        Assert.Equal(AccountErrors.NotFound, (await Profile(id).RemoveAddressAsync("a", null)).Error);
        Assert.Equal(AccountErrors.NotFound, (await Profile(id).SaveBankAccountAsync(new SaveBankAccount(Bank, null))).Error);
        Assert.Equal(AccountErrors.NotFound, (await Profile(id).RequestVerificationAsync(Request())).Error);
        Assert.Equal(Preferences.Usual, await Profile(id).GetPreferencesAsync());
        Assert.Equal(0, await cluster.Database.ScalarAsync<long>("select count(*) from grain_state where id = $1", id));
    }

    [Fact]
    public async Task Addresses_TwelveAtOnce_AreTenWithOneDefault()
    {
        var id = await RegisterAsync();

        var saved = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Profile(id).SaveAddressAsync(Addresses.New($"{i}", isDefault: true))));

        var book = (await Profile(id).GetAddressesAsync()).Value!;
        Assert.Equal(2, saved.Count(static result => result.Error?.Code == ProfileErrors.AddressLimit.Code));
        Assert.Equal(ProfileLimits.MaxAddresses, book.Addresses.Length);
        Assert.Single(book.Addresses, static address => address.IsDefault);
    }

    [Fact]
    public async Task BankAccount_Saved_IsEncryptedAtRestAndShownMasked()
    {
        var id = await RegisterAsync();

        var saved = (await Profile(id).SaveBankAccountAsync(new SaveBankAccount(Bank, null))).Value!;

        Assert.Equal(("bca", "******4579", "Siti Aminah"), (saved.BankCode, saved.AccountNumber, saved.HolderName));
        Assert.Equal(saved, (await Profile(id).GetBankAccountAsync()).Value);
        Assert.Equal(Bank, (await Profile(id).RevealBankAccountAsync()).Value);
        var stored = await StateAsync(id);
        Assert.DoesNotContain(Bank.AccountNumber, stored, StringComparison.Ordinal);
        Assert.DoesNotContain("bca", stored, StringComparison.Ordinal);
        Assert.True((await Profile(id).RemoveBankAccountAsync()).IsSuccess);
        Assert.Equal(ProfileErrors.BankAccountNotFound, (await Profile(id).RevealBankAccountAsync()).Error);
    }

    [Fact]
    public async Task BankAccount_OfAnotherPersonInTheDatabase_CannotBeRead()
    {
        var (id, thief) = (await RegisterAsync(), await RegisterAsync());
        await Profile(id).SaveBankAccountAsync(new SaveBankAccount(Bank, null));

        await cluster.Database.ExecuteAsync(
            "insert into grain_state (kind, id, version, state, updated_at) select kind, $1, 1, state, now() from grain_state where kind = 'profile' and id = $2", thief, id);

        await Assert.ThrowsAnyAsync<Exception>(() => Profile(thief).RevealBankAccountAsync());
    }

    [Fact]
    public async Task Verification_Verified_GivesTheWalletItsTierAlthoughTheFirstTryDied()
    {
        var id = await RegisterAsync();
        var failed = cluster.Calls.FailFirst(nameof(IWalletGrain.SetTierAsync), id);
        Assert.Equal(VerificationStatus.Pending, (await Profile(id).RequestVerificationAsync(Request())).Value?.Status);
        Assert.DoesNotContain("4605950002", await StateAsync(id), StringComparison.Ordinal);

        Assert.True((await Profile(id).DecideVerificationAsync(new DecideVerification(true, "", Officer))).IsSuccess);

        await UntilAsync(id, WalletTier.Verified);
        Assert.Equal(1, failed());
        Assert.True((await Profile(id).GetPublicAsync()).Value?.IsVerified);
        await Profile(id).DecideVerificationAsync(new DecideVerification(false, "KTP palsu", Officer));
        await UntilAsync(id, WalletTier.Unverified);
    }

    [Fact]
    public async Task Verification_ThatTheGrainDoesNotAnswerYet_IsWhatTheWalletGets()
    {
        var id = await RegisterAsync();
        await Profile(id).RequestVerificationAsync(Request());
        var handler = cluster.Silos.GetSiloServiceProvider().GetRequiredService<VerificationDecidedHandler>();
        var context = new EventContext(Guid.Parse(GrainCluster.NewId()), VerificationDecided.Type, "profile", id, 2, cluster.Time.GetUtcNow(), 1);

        // What is committed is in the read model at once, and in the grain a moment later.
        await Eventually.EqualAsync("the wallet", (WalletTier?)WalletTier.Verified, async () =>
        {
            await cluster.Database.ExecuteAsync("update identity_verification set status = 2 where account_id = $1", id);
            await handler.HandleAsync(new VerificationDecided(id), context, CancellationToken.None);
            return (await cluster.Wallet(id).GetLimitsAsync()).Value?.Tier;
        });

        Assert.Equal(VerificationStatus.Pending, (await Profile(id).GetVerificationAsync()).Value?.Status);
    }

    [Fact]
    public async Task Verification_OfAMerchant_LeavesTheirLimits()
    {
        var id = await RegisterAsync();
        await cluster.Wallet(id).SetTierAsync(WalletTier.Merchant);
        await Profile(id).RequestVerificationAsync(Request());

        await Profile(id).DecideVerificationAsync(new DecideVerification(true, "", Officer));

        await Eventually.EqualAsync("an empty outbox", 0L, () => cluster.Database.ScalarAsync<long>(
            "select count(*) from outbox_event where source_kind = 'profile' and source_id = $1", id));
        Assert.Equal(WalletTier.Merchant, (await cluster.Wallet(id).GetLimitsAsync()).Value?.Tier);
    }

    [Fact]
    public async Task Queue_AllPages_HasThoseThatWaitOldestFirst()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await RegisterAsync());
            await Profile(ids[i]).RequestVerificationAsync(Request());
        }

        await Profile(ids[1]).DecideVerificationAsync(new DecideVerification(false, "Buram", Officer));

        var queue = cluster.Grain<IVerificationQueueGrain>("0");
        var (listed, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = (await queue.ListAsync(VerificationStatus.Pending, new PageRequest(2, cursor))).Value!;
            listed.AddRange(page.Items.Select(static item => item.AccountId));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(ids.Where((_, i) => i != 1), listed.Where(ids.Contains));
        Assert.Equal(PageErrors.CursorInvalid, (await queue.ListAsync(VerificationStatus.Pending, new PageRequest(2, "?"))).Error);
    }

    private IProfileGrain Profile(string id) => cluster.Grain<IProfileGrain>(id);

    private static RequestVerification Request() => new("SITI AMINAH", IdentityDocument.Ktp, Nik.Next());

    private Task UntilAsync(string id, WalletTier tier) =>
        Eventually.EqualAsync("the tier", (WalletTier?)tier, async () => (await cluster.Wallet(id).GetLimitsAsync()).Value?.Tier);

    private async Task<string> StateAsync(string id) =>
        await cluster.Database.ScalarAsync<string>("select state::text from grain_state where kind = 'profile' and id = $1", id) ?? "";

    private async Task<string> RegisterAsync()
    {
        var id = GrainCluster.NewId();
        Assert.True((await cluster.Account(id).RegisterAsync(cluster.NewPerson())).IsSuccess);
        return id;
    }
}

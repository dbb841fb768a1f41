using Microsoft.Extensions.Options;
using Npgsql;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Profiles;
using Nusaloka.Grains.Tests.Accounts;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Profiles;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Profiles;

/// <summary>A document verifies one account: those verified before there were claims, and after a master key is gone.</summary>
public sealed class IdentityClaimPassTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    // The cluster's own, see GrainCluster.
    private const byte Old = 7;
    private const byte New = 8;

    [Fact]
    public async Task Run_UnderANewKey_ClaimsForWhoIsVerifiedAndForNobodyElse()
    {
        var (number, other) = (Nik.Next(), Nik.Next());
        var (verified, pending) = (await AskAsync(number), await AskAsync(other));
        Assert.True((await DecideAsync(verified)).IsSuccess);

        var first = await RunAsync(Both());
        var again = await RunAsync(Both());

        Assert.InRange(first.Claimed, 1, long.MaxValue);
        Assert.Equal(0, again.Claimed);
        Assert.Equal(verified, await HolderAsync(Keys.Options(New), number));
        Assert.Null(await HolderAsync(Keys.Options(New), other));
        Assert.DoesNotContain(again.Shared, one => one.AccountId == verified || one.AccountId == pending);
    }

    [Fact]
    public async Task Run_OverWhatWasVerifiedBeforeThereWereClaims_KeepsTheDocumentFromAnother()
    {
        var number = Nik.Next();
        var (first, second) = (await AskAsync(number), await AskAsync(number));
        Assert.True((await DecideAsync(first)).IsSuccess);
        // As if it had never been claimed; and a silo has in memory that it is nobody's.
        await cluster.Grain<IIdentityClaimGrain>(FingerprintOf(Keys.Options(Old), number)).ReleaseAsync(first, CancellationToken.None);

        Assert.InRange((await RunAsync(Keys.Options(Old))).Claimed, 1, long.MaxValue);

        await Eventually.EqualAsync("the second to be refused", ProfileErrors.IdentityInUse, async () =>
        {
            try
            {
                return (await DecideAsync(second)).Error;
            }
            catch (Orleans.Storage.InconsistentStateException)
            {
                return null;
            }
        });
        Assert.Equal(first, await HolderAsync(Keys.Options(Old), number));
    }

    [Fact]
    public async Task Run_OverTwoAccountsWithOneDocument_NamesBoth()
    {
        var number = Nik.Next();
        var (first, second) = (await AskAsync(number), await AskAsync(number));
        Assert.True((await DecideAsync(first)).IsSuccess);
        await cluster.Grain<IIdentityClaimGrain>(FingerprintOf(Keys.Options(Old), number)).ReleaseAsync(first, CancellationToken.None);
        Assert.True((await DecideAsync(second)).IsSuccess);

        var (_, shared) = await RunAsync(Both());

        var holder = await HolderAsync(Keys.Options(New), number);
        Assert.Contains((holder == first ? second : first, holder!), shared);
    }

    [Fact]
    public async Task TryClaim_WhatAnotherHasUnderAFormerKey_KeepsNothingOfIt()
    {
        var number = Nik.Next();
        var (first, second) = (await AskAsync(number), GrainCluster.NewId());
        Assert.True((await DecideAsync(first)).IsSuccess);
        var claims = new IdentityClaims(
            new IdentityFingerprints(Both()), cluster.Silos.Client, Microsoft.Extensions.Logging.Abstractions.NullLogger<IdentityClaims>.Instance);

        var isClaimed = await claims.TryClaimAsync(second, new IdentityData("SITI AMINAH", IdentityDocument.Ktp, number), CancellationToken.None);

        Assert.False(isClaimed);
        Assert.Null(await HolderAsync(Keys.Options(New), number));
        Assert.Equal(first, await HolderAsync(Keys.Options(Old), number));
    }

    private static IOptions<AuthenticationOptions> Both() => Options.Create(
        new AuthenticationOptions { MasterKey = Keys.MasterKey(New), PreviousMasterKeys = Keys.MasterKey(Old) });

    private static string FingerprintOf(IOptions<AuthenticationOptions> keys, string number) =>
        new IdentityFingerprints(keys).OfNow(new IdentityData("SITI AMINAH", IdentityDocument.Ktp, number));

    private async Task<(long Claimed, IReadOnlyList<(string AccountId, string HolderId)> Shared)> RunAsync(IOptions<AuthenticationOptions> keys)
    {
        await using var database = NpgsqlDataSource.Create(cluster.Database.ConnectionString);
        return await new IdentityClaimPass(database, new ProfileSecrets(new KeyWrap(keys)), new IdentityFingerprints(keys)).RunAsync(CancellationToken.None);
    }

    private async Task<string> AskAsync(string number)
    {
        var id = GrainCluster.NewId();
        Assert.True((await cluster.Account(id).RegisterAsync(cluster.NewPerson())).IsSuccess);
        var asked = await cluster.Grain<IProfileGrain>(id).RequestVerificationAsync(new RequestVerification("SITI AMINAH", IdentityDocument.Ktp, number));
        Assert.True(asked.IsSuccess, $"{asked.Error}");
        return id;
    }

    private Task<Result<Verification>> DecideAsync(string id) =>
        cluster.Grain<IProfileGrain>(id).DecideVerificationAsync(new DecideVerification(true, "", "0198c5a0-0000-7000-8000-000000000002"));

    private async Task<string?> HolderAsync(IOptions<AuthenticationOptions> keys, string number)
    {
        var holder = await cluster.Database.ScalarAsync<string>(
            "select coalesce(max(state ->> 'account_id'), '') from grain_state where kind = 'identity-claim' and id = $1", FingerprintOf(keys, number));
        return holder.Length == 0 ? null : holder;
    }
}

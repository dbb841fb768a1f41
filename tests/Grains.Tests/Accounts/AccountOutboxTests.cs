using Nusaloka.Accounts;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Testing;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Accounts;

/// <summary>What a process that died left undone, the outbox does.</summary>
public sealed class AccountOutboxTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task Registered_RegistrationThatDiedBeforeItsFollowUp_IsCompleted()
    {
        var (id, person) = (GrainCluster.NewId(), cluster.NewPerson());
        var (email, phone) = ("email:" + person.Email, "phone:" + person.Phone);
        var failures = new[]
        {
            cluster.Calls.FailOnce(nameof(IIdentifierGrain.ConfirmAsync), email),
            cluster.Calls.FailOnce(nameof(IIdentifierGrain.ConfirmAsync), phone),
            cluster.Calls.FailOnce(nameof(IWalletGrain.OpenAsync), id),
        };

        await Assert.ThrowsAnyAsync<Exception>(() => cluster.Account(id).RegisterAsync(person));

        await Eventually.EqualAsync("the wallet", 0L, () => cluster.BalanceAsync(id));
        await Eventually.TrueAsync("both confirmations", async () => await IsConfirmedAsync(email) && await IsConfirmedAsync(phone));
        await Eventually.EqualAsync("an empty outbox", 0L, () => cluster.Database.ScalarAsync<long>(
            "select count(*) from outbox_event where source_id = $1", id));
        Assert.All(failures, static failure => Assert.Equal(1, failure()));
    }

    [Fact]
    public async Task Closed_ClosingThatDiedBeforeItsFollowUp_FreesTheIdentifiers()
    {
        var person = cluster.NewPerson();
        var id = GrainCluster.NewId();
        Assert.True((await cluster.Account(id).RegisterAsync(person)).IsSuccess);
        var failed = cluster.Calls.FailOnce(nameof(IIdentifierGrain.ReleaseAsync), "email:" + person.Email);

        await Assert.ThrowsAnyAsync<Exception>(() => cluster.Account(id).CloseAsync());

        await Eventually.EqualAsync("the address to be free", null, () => cluster.Identifier("email:" + person.Email).FindAccountAsync());
        Assert.Equal(1, failed());
    }

    private Task<bool> IsConfirmedAsync(string key) => cluster.Database.ScalarAsync<bool>(
        """
        select coalesce(bool_and(state ->> 'reserved_until' is null and state ->> 'account_id' is not null), false)
        from grain_state where kind = 'identifier' and id = $1
        """,
        key);
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Nusaloka.Accounts;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Accounts;

/// <summary>Passwords that were hashed when hashes had fewer rounds.</summary>
public sealed class PasswordRoundsTests
{
    private const string Password = "kata-sandi-1";

    [Fact]
    public async Task Verify_AHashOfFewerRounds_MakesAnotherAndNothingElseChanges()
    {
        await using var own = new OwnCluster(static host => host.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["PASSWORDS:ITERATIONS"] = "220000" }));
        var cluster = await own.StartAsync();
        var (template, id) = (GrainCluster.NewId(), GrainCluster.NewId());
        Assert.True((await cluster.Account(template).RegisterAsync(cluster.NewPerson() with { Phone = null })).IsSuccess);
        using var before = new PasswordHasher(Options.Create(new PasswordOptions { Iterations = 210_000, Concurrency = 1 }));
        var hash = await before.HashAsync(Password) ?? "";
        await cluster.Database.ExecuteAsync(
            """
            insert into grain_state (kind, id, version, state, updated_at)
            select kind, $2, 1, state || jsonb_build_object('email', $3, 'password_hash', $4), updated_at from grain_state where kind = 'account' and id = $1
            """,
            template, id, cluster.NewEmail(), hash);

        var wrong = await cluster.Account(id).VerifyPasswordAsync("another");
        var unchanged = await HashAsync();
        var verified = await cluster.Account(id).VerifyPasswordAsync(Password);

        Assert.Equal((AccountErrors.InvalidCredentials, hash), (wrong.Error, unchanged));
        Assert.True(verified.IsSuccess, $"{verified.Error}");
        await Eventually.TrueAsync("a hash with more rounds", async () => await HashAsync() is var anew && anew != hash);
        var again = await cluster.Account(id).VerifyPasswordAsync(Password);
        Assert.Equal((verified.Value.AccessVersion, verified.Value.Account.Version), (again.Value?.AccessVersion, again.Value?.Account.Version));

        Task<string> HashAsync() => cluster.Database.ScalarAsync<string>("select state ->> 'password_hash' from grain_state where kind = 'account' and id = $1", id);
    }
}

using Nusaloka.Accounts.Passkeys;
using Nusaloka.Grains.Tests.Cluster;

namespace Nusaloka.Grains.Tests.Accounts.Passkeys;

/// <summary>Ceremonies that nobody finishes. A cluster of its own: the clock is moved.</summary>
public sealed class CeremonyExpiryTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task Ceremony_OfFiveMinutes_IsOverAndSweptByThoseThatBeginLater()
    {
        var ceremonies = cluster.Grain<ICeremonyGrain>("0");
        var ids = new List<string>();
        for (var i = 0; i < 6; i++)
            ids.Add(await ceremonies.BeginAsync(new Ceremony(CeremonyPurpose.SignIn, null, "a challenge")));
        cluster.Time.Advance(TimeSpan.FromSeconds(ICeremonyGrain.LifetimeSeconds - 20));
        Assert.True((await ceremonies.TakeAsync(ids[0], CeremonyPurpose.SignIn)).IsSuccess);
        cluster.Time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(PasskeyErrors.CeremonyOver, (await ceremonies.TakeAsync(ids[1], CeremonyPurpose.SignIn)).Error);
        Assert.Equal(4, await CountAsync());
        for (var i = 0; i < 3; i++)
            await ceremonies.BeginAsync(new Ceremony(CeremonyPurpose.SignIn, null, "a challenge"));

        Assert.Equal(3, await CountAsync());
    }

    private Task<long> CountAsync() => cluster.Database.ScalarAsync<long>("select count(*) from passkey_ceremony");
}

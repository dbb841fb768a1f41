using Nusaloka.Runtime.Tests.Placement;
using Nusaloka.Runtime.Tests.Testing;
using Nusaloka.Testing;
using Orleans.Storage;
using Member = Nusaloka.Runtime.Tests.Membership.SilosWithRedis.Member;

namespace Nusaloka.Runtime.Tests.Membership;

/// <summary>Silos and clients that reach each other, but not all of them Redis.</summary>
public sealed class IsolationTests
{
    /// <summary>Short, where the silo shall be given up.</summary>
    private static readonly TimeSpan ShortLease = TimeSpan.FromSeconds(2);

    /// <summary>Long, where it shall not, however busy the machine is.</summary>
    private static readonly TimeSpan LongLease = TimeSpan.FromSeconds(4);

    [Theory(Timeout = 2 * Patience.TestMilliseconds)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Silo_ThatAloneLosesRedis_StopsServing_AndServesAgainWhenItHasItBack(bool hangs)
    {
        await using var cluster = await SilosWithRedis.StartAsync(silos: 3, ShortLease);
        var well = await cluster.StartClientAsync();
        var blind = await cluster.StartClientAsync();
        var lost = cluster.Silos[0];
        var before = lost.Address;
        var grain = await SilosWithRedis.GrainOnAsync(lost, well);
        await grain.CountAsync();
        var seen = blind.Grain(grain.GetPrimaryKeyString());
        Assert.Equal(1, await seen.SeenAsync());

        foreach (var member in new[] { lost, blind })
        {
            if (hangs) member.Redis.Hold();
            else member.Redis.Bar();
        }

        // The grain goes on elsewhere; a client that Redis tells nothing and that was served by the lost silo so far sees that.
        await Eventually.TrueAsync("the grain to move", async () => await TryWhereAsync(grain) is { } place && place != before.ToString());
        await Eventually.TrueAsync("the grain to count", async () => await TryAsync(grain.CountAsync) > 1);
        await Eventually.TrueAsync("the truth to be told", async () => await TryAsync(seen.SeenAsync) > 1);
        await Eventually.TrueAsync("nothing to be active", () => lost.Activations == 0);
        Assert.True(lost.Membership.Contact.IsAway);
        Assert.True(blind.Membership.Contact.IsAway);

        lost.Redis.Heal();
        blind.Redis.Heal();
        await cluster.UntilAllSeeAsync(silos: 3);
        Assert.NotEqual(before, lost.Address);
        await SilosWithRedis.GrainOnAsync(lost, blind);
    }

    [Fact(Timeout = 2 * Patience.TestMilliseconds)]
    public async Task RedisThatIsAwayForAll_EndsNothing_AlsoWhenItComesBackEmpty()
    {
        await using var cluster = await SilosWithRedis.StartAsync(silos: 3, LongLease);
        var client = await cluster.StartClientAsync();
        var grains = await Task.WhenAll(cluster.Silos.Select(silo => SilosWithRedis.GrainOnAsync(silo, client)));
        var addresses = cluster.Silos.Select(silo => silo.Address).ToArray();

        cluster.Redis.Stop();
        var calls = await CallUntilSilentAsync(cluster.Silos, grains, LongLease);
        await cluster.Redis.StartAgainAsync();
        await Eventually.TrueAsync("Redis to be back for all", () => cluster.Silos.All(silo => !silo.Membership.Contact.IsAway));
        await cluster.UntilAllSeeAsync(silos: 3);

        Assert.All(await Task.WhenAll(grains.Select(grain => grain.CountAsync())), count => Assert.Equal(calls + 1, count));
        Assert.Equal(addresses.Select(address => address.ToString()), await Task.WhenAll(grains.Select(grain => grain.WhereAsync())));
        Assert.Equal(addresses, cluster.Silos.Select(silo => silo.Address));
    }

    [Fact(Timeout = 2 * Patience.TestMilliseconds)]
    public async Task Silos_WithoutRedis_GoOnWhileTheyAreMoreThanHalf_AndStopWhenTheyAreNot()
    {
        await using var cluster = await SilosWithRedis.StartAsync(silos: 3, LongLease);
        var (last, other, first) = (cluster.Silos[0], cluster.Silos[1], cluster.Silos[2]);
        var grains = new[] { await SilosWithRedis.GrainOnAsync(last, last), await SilosWithRedis.GrainOnAsync(other, last) };
        var before = last.Address;

        cluster.Redis.Stop();
        await first.StopAsync();
        await CallUntilSilentAsync([last, other], grains, LongLease);
        Assert.Equal(before, last.Address);
        await other.StopAsync();
        await Eventually.TrueAsync("nothing to be active", () => last.Activations == 0);
        await Assert.ThrowsAsync<SiloUnavailableException>(grains[0].CountAsync);

        await cluster.Redis.StartAgainAsync();
        await Eventually.TrueAsync("the silo to serve again", async () => await TryWhereAsync(grains[0]) is { } place && place == last.Address.ToString());
        Assert.NotEqual(before, last.Address);
    }

    [Fact(Timeout = 2 * Patience.TestMilliseconds)]
    public async Task Client_ThatLosesRedis_LearnsFromTheSilosWhoIsThere()
    {
        await using var cluster = await SilosWithRedis.StartAsync(silos: 3, ShortLease);
        var client = await cluster.StartClientAsync();
        client.Redis.Bar();

        await cluster.Silos[2].StopAsync();

        await Eventually.TrueAsync("a view of two silos", () => client.Membership.View.Silos.Length == 2);
        Assert.True(client.Membership.Contact.IsAway);
    }

    /// <summary>Calls the grains, each of which must answer each time, until no silo has heard of Redis for two leases. Answers how often.</summary>
    private static async Task<int> CallUntilSilentAsync(IReadOnlyList<Member> silos, IReadOnlyList<IWitnessGrain> grains, TimeSpan lease)
    {
        var calls = 0;
        await Eventually.TrueAsync("two leases to pass", async () =>
        {
            await Task.WhenAll(grains.Select(grain => grain.CountAsync()));
            calls++;
            return silos.All(silo => silo.Membership.Contact.Silence > 2 * lease);
        });
        return calls;
    }

    private static async Task<string?> TryWhereAsync(IWitnessGrain grain)
    {
        var place = default(string);
        await TryAsync(async () =>
        {
            place = await grain.WhereAsync();
            return 0;
        });
        return place;
    }

    /// <summary>The answer; none while the grain's silo is away, or the grain was another's a moment ago.</summary>
    private static async Task<long?> TryAsync(Func<Task<long>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (exception is SiloUnavailableException or TimeoutException or InconsistentStateException)
        {
            return null;
        }
    }
}

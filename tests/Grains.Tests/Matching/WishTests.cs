using Nusaloka.Grains.Matching;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Trips;
using Nusaloka.Matching;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Matching;

public sealed class WishTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static readonly DateTimeOffset Now = new(2030, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly WishDetails Right = new()
    {
        From = new DateOnly(2030, 7, 1), To = new DateOnly(2030, 7, 14), Budget = Money.Rupiah(1_000_000), Regions = ["Lombok", " lombok", "Bali"],
        Interests = ["snorkeling", "Beach"], Languages = ["id"], GroupSize = 2,
    };

    public static TheoryData<string, WishDetails> Wrong => new()
    {
        { "/to", Right with { To = new DateOnly(2030, 6, 30) } },
        { "/to", Right with { To = new DateOnly(2031, 7, 2) } },
        { "/to", Right with { From = new DateOnly(2029, 1, 1), To = new DateOnly(2029, 2, 1) } },
        { "/budget", Right with { Budget = Money.Rupiah(0) } },
        { "/regions/1", Right with { Regions = ["Bali", " "] } },
        { "/interests/0", Right with { Interests = ["?"] } },
        { "/languages/0", Right with { Languages = ["indonesia"] } },
        { "/group_size", Right with { GroupSize = 0 } },
        { "/pace", Right with { Pace = (Pace)7 } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Save_WithAWrongField_NamesIt(string pointer, WishDetails details)
    {
        var refused = WishRules.Save("siti", new WishState(), new SaveWish("w", IsNew: true, details), Now);

        Assert.Equal(pointer, Assert.Single(refused.Error!.Fields).Pointer);
    }

    [Fact]
    public void Save_WhatIsRight_IsInTheFormInWhichItIsCompared()
    {
        var wish = Assert.Single(WishRules.Save("siti", new WishState(), new SaveWish("w", IsNew: true, Right), Now).Value!.Wishes).Details;

        Assert.Equal(["bali", "lombok"], wish.Regions.ToArray());
        Assert.Equal(["beach", "snorkeling"], wish.Interests.ToArray());
    }

    [Fact]
    public async Task Wishes_SavedChangedAndRemoved_AreInTheReadModel()
    {
        var person = await cluster.NewPersonAsync();
        var grain = cluster.Grain<IWishGrain>(person);
        var ids = Enumerable.Range(0, MatchLimits.MaxWishes).Select(static _ => GrainCluster.NewId()).ToArray();
        foreach (var id in ids)
            Assert.True((await grain.SaveAsync(new SaveWish(id, IsNew: true, Right))).IsSuccess);

        var sixth = await grain.SaveAsync(new SaveWish(GrainCluster.NewId(), IsNew: true, Right));
        var changed = await grain.SaveAsync(new SaveWish(ids[0], IsNew: false, Right with { GroupSize = 7 }));
        Assert.True((await grain.RemoveAsync(ids[1])).IsSuccess);

        Assert.Equal(MatchErrors.WishLimit.Code, sixth.Error?.Code);
        Assert.Equal(7, changed.Value?.Details.GroupSize);
        Assert.Equal(MatchErrors.WishNotFound.Code, (await grain.RemoveAsync(ids[1])).Error?.Code);
        Assert.Equal(MatchErrors.WishNotFound.Code, (await grain.SaveAsync(new SaveWish(ids[1], IsNew: false, Right))).Error?.Code);
        Assert.Equal("7 4", await cluster.Database.ScalarAsync<string>(
            "select max(group_size) || ' ' || count(*) from wish where account_id = $1", person));

        Assert.True((await cluster.Account(person).CloseAsync()).IsSuccess);
        await Eventually.EqualAsync("forgotten", 0L, () => cluster.Database.ScalarAsync<long>("select count(*) from wish where account_id = $1", person));
    }
}

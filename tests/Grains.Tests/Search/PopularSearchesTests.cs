using Nusaloka.Grains.Search;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Search;

public sealed class PopularSearchesTests : IAsyncLifetime
{
    private PostgresDatabase _database = null!;
    private readonly ShiftedTimeProvider _time = new();

    public async Task InitializeAsync() => _database = await PostgresDatabase.CreateAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Write_WhatManySearchFor_IsShownByFrequencyAndForgottenWithTime()
    {
        var silos = new[] { Popular(), Popular() };
        foreach (var silo in silos)
        {
            Times(6, () => silo.Count("Labuan  BAJO"));
            Times(3, () => silo.Count("Gunung Bromo"));
            silo.Count("hanya sekali");
            Assert.Equal(3, await silo.WriteAsync(default));
            Assert.Equal(0, await silo.WriteAsync(default));
        }

        Assert.Equal("labuan bajo, gunung bromo", string.Join(", ", await Popular().GetAsync(default)));
        _time.Advance(TimeSpan.FromDays(2));
        Assert.Equal("labuan bajo", Assert.Single(await Popular().GetAsync(default)));
        _time.Advance(TimeSpan.FromDays(8));
        Assert.Empty(await Popular().GetAsync(default));
        await Popular().ForgetAsync(default);
        Assert.Equal(["gunung bromo", "labuan bajo"], await _database.ColumnAsync<string>("select term from search_term order by 1"));
        _time.Advance(TimeSpan.FromDays(10));
        await Popular().ForgetAsync(default);
        Assert.Empty(await _database.ColumnAsync<string>("select term from search_term"));
    }

    [Theory]
    [InlineData("siti@contoh.id")]
    [InlineData("0812 3456 7890")]
    [InlineData("3402 1155 0190 0001 Siti")]
    [InlineData("ab")]
    [InlineData("sebuah cerita yang panjang sekali tentang seseorang")]
    public async Task Count_WhatMayBeSomebodys_IsNotKept(string text)
    {
        var popular = Popular();

        Times(20, () => popular.Count(text));

        Assert.Equal(0, await popular.WriteAsync(default));
    }

    [Fact]
    public async Task Count_OneTermAllTheTime_CountsSoMuchAtMostBetweenTwoWrites()
    {
        var popular = Popular();

        Times(10_000, () => popular.Count("gili air"));
        await popular.WriteAsync(default);

        Assert.Equal(50, await _database.ScalarAsync<double>("select score from search_term"));
    }

    private static void Times(int count, Action action)
    {
        for (var i = 0; i < count; i++)
            action();
    }

    private PopularSearches Popular() => new(_database.DataSource, _time);
}

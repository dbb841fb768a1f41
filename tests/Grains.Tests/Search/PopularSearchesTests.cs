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
            Times(6, one => silo.Count("Labuan  BAJO", $"{silo.GetHashCode()}-{one}"));
            Times(3, one => silo.Count("Gunung Bromo", $"{silo.GetHashCode()}-{one}"));
            silo.Count("hanya sekali", "seorang");
            Assert.InRange(await silo.WriteAsync(default), 2, 3);
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
    [InlineData("pemandu goblok")]
    [InlineData("tripmurah.com")]
    [InlineData("sebuah cerita yang panjang sekali tentang seseorang")]
    public async Task Count_WhatMayBeSomebodys_IsNotKept(string text)
    {
        var popular = Popular();

        Times(20, one => popular.Count(text, $"orang-{one}"));

        Assert.Equal(0, await popular.WriteAsync(default));
    }

    [Fact]
    public async Task Count_OneCaller_CountsOnceADayOnWhateverSiloAndNeverMakesATermPopular()
    {
        for (var day = 0; day < 40; day++)
        {
            foreach (var silo in new[] { Popular(), Popular() })
            {
                Times(100, _ => silo.Count("beli di sini", "satu orang"));
                await silo.WriteAsync(default);
                Times(100, _ => silo.Count("beli di sini", "satu orang"));
                await silo.WriteAsync(default);
            }

            await Popular().ForgetAsync(default);
            _time.Advance(TimeSpan.FromDays(1));
        }

        Assert.InRange(await _database.ScalarAsync<double>("select score from search_term"), 4.9, 5);
        Assert.Empty(await Popular().GetAsync(default));
    }

    [Fact]
    public async Task Count_ManyCallersAtOnce_CountsSoManyAtMostBetweenTwoWrites()
    {
        var popular = Popular();

        Times(10_000, one => popular.Count("gili air", $"orang-{one}"));
        await popular.WriteAsync(default);

        Assert.Equal(50, await _database.ScalarAsync<double>("select score from search_term"));
    }

    [Fact]
    public async Task Write_WhoSearched_IsNotToBeReadAndIsGoneWithTheDay()
    {
        var popular = Popular();
        popular.Count("gili air", "v4:7f000001");
        popular.Count("gili air", null);
        await popular.WriteAsync(default);

        var callers = await _database.ScalarAsync<long>("select count(*) from search_term_caller");
        _time.Advance(TimeSpan.FromDays(1));
        popular.Count("gili air", "v4:7f000001");
        await popular.WriteAsync(default);
        await popular.ForgetAsync(default);

        Assert.Equal(1, callers);
        Assert.Equal(1, await _database.ScalarAsync<long>("select count(*) from search_term_key"));
        Assert.Equal(1, await _database.ScalarAsync<long>("select count(distinct caller) from search_term_caller"));
    }

    private static void Times(int count, Action<int> action)
    {
        for (var i = 0; i < count; i++)
            action(i);
    }

    private PopularSearches Popular() => new(_database.DataSource, _time);
}

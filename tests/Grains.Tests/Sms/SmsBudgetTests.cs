using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Nusaloka.Grains.Sms;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Sms;

/// <summary>What short messages of one hour may cost, and who can use it up.</summary>
public sealed class SmsBudgetTests(GrainCluster cluster) : IClassFixture<GrainCluster>, IDisposable
{
    private const string Home = "+6281234567890";
    private const string Abroad = "+6591234567";

    private static readonly IMeterFactory Meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();

    private static int _hours;

    private readonly NpgsqlDataSource _dataSource = NpgsqlDataSource.Create(cluster.Database.ConnectionString);
    private readonly ManualTimeProvider _clock = HourOfItsOwn();

    public void Dispose() => _dataSource.Dispose();

    [Fact]
    public async Task Take_ByStrangers_LeavesHalfForProvenNumbers()
    {
        var budget = Budget(new SmsOptions { MaxPerHour = 10 });

        var strangers = await TakeAsync(budget, 8, Home, isProven: false);
        var people = await TakeAsync(budget, 8, Home, isProven: true);

        Assert.Equal((5, 5), (strangers, people));
    }

    [Fact]
    public async Task Take_TheSameMessageAgain_TakesNoSecondPart()
    {
        var budget = Budget(new SmsOptions { MaxPerHour = 2, UnprovenPercent = 100 });
        var message = NewId();

        for (var tries = 0; tries < 5; tries++)
            Assert.True(await budget.TryTakeAsync(message, Home, isProven: false, CancellationToken.None));

        Assert.Equal(1, await TakeAsync(budget, 3, Home, isProven: false));
        Assert.True(await budget.TryTakeAsync(message, Home, isProven: false, CancellationToken.None));
    }

    [Fact]
    public async Task Take_ForAnotherCountry_HasItsShare()
    {
        var budget = Budget(new SmsOptions { MaxPerHour = 10, Countries = "+62;+65;+60" });

        Assert.Equal(2, await TakeAsync(budget, 5, Abroad, isProven: true));
        Assert.Equal(2, await TakeAsync(budget, 5, "+60123456789", isProven: true));
        Assert.Equal(6, await TakeAsync(budget, 9, Home, isProven: true));
    }

    [Fact]
    public async Task Take_ManyAtOnce_NeverGivesMoreThanThereIs()
    {
        var budget = Budget(new SmsOptions { MaxPerHour = 7 });

        var taken = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => budget.TryTakeAsync(NewId(), Home, isProven: true, CancellationToken.None)));

        Assert.Equal(7, taken.Count(static one => one));
    }

    [Fact]
    public async Task Take_InTheNextHour_BeginsAnew()
    {
        var budget = Budget(new SmsOptions { MaxPerHour = 1 });
        Assert.Equal(1, await TakeAsync(budget, 2, Home, isProven: true));

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(1, await TakeAsync(budget, 2, Home, isProven: true));
    }

    [Theory]
    [InlineData("+6281234567890", "+62")]
    [InlineData("+15551234567", "+1")]
    [InlineData("+79161234567", "+7")]
    [InlineData("+447911123456", "+44")]
    public void Country_OfANumber_IsItsBeginning(string number, string country) => Assert.Equal(country, SmsCountries.Of(number));

    private static async Task<int> TakeAsync(SmsBudget budget, int messages, string number, bool isProven)
    {
        var taken = 0;
        for (var message = 0; message < messages; message++)
            taken += await budget.TryTakeAsync(NewId(), number, isProven, CancellationToken.None) ? 1 : 0;
        return taken;
    }

    private static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    // The hours of two tests must not be one, and not one in which silos send.
    private static ManualTimeProvider HourOfItsOwn()
    {
        var clock = new ManualTimeProvider();
        clock.Advance(TimeSpan.FromHours(10 * Interlocked.Increment(ref _hours)));
        return clock;
    }

    private SmsBudget Budget(SmsOptions options) =>
        new(_dataSource, Options.Create(options), _clock, Meters, NullLogger<SmsBudget>.Instance);
}

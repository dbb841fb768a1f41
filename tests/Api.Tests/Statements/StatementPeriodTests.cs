using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.WebUtilities;
using Nusaloka.Api.Http;
using Nusaloka.Api.Statements;

namespace Nusaloka.Api.Tests.Statements;

public sealed class StatementPeriodTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 5, 12, 0, 0, 500, TimeSpan.Zero);

    [Theory]
    [InlineData("month=2026-01", "2025-12-31T17:00:00Z", "2026-01-31T17:00:00Z")]
    [InlineData("month=2026-01&zone=Asia/Jakarta", "2025-12-31T17:00:00Z", "2026-01-31T17:00:00Z")]
    [InlineData("month=2026-01&zone=WITA", "2025-12-31T16:00:00Z", "2026-01-31T16:00:00Z")]
    [InlineData("month=2026-01&zone=asia/jayapura", "2025-12-31T15:00:00Z", "2026-01-31T15:00:00Z")]
    [InlineData("month=2024-02&zone=wit", "2024-01-31T15:00:00Z", "2024-02-29T15:00:00Z")]
    [InlineData("month=2026-12", "2026-11-30T17:00:00Z", "2026-12-31T17:00:00Z")]
    [InlineData("from=2026-01-01&to=2026-01-02", "2025-12-31T17:00:00Z", "2026-01-01T17:00:00Z")]
    [InlineData("from=2026-01-01&to=2026-01-02&zone=WIT", "2025-12-31T15:00:00Z", "2026-01-01T15:00:00Z")]
    [InlineData("from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00%2B09:00&zone=WIT", "2026-01-01T00:00:00Z", "2026-01-01T15:00:00Z")]
    [InlineData("from=2026-01-01T00:00:00 07:00&to=2026-02-01", "2025-12-31T17:00:00Z", "2026-01-31T17:00:00Z")]
    [InlineData("", "2026-02-03T12:00:01.500Z", "2026-03-05T12:00:01.500Z")]
    [InlineData("to=2026-02-01", "2026-01-01T17:00:00Z", "2026-01-31T17:00:00Z")]
    public void Parse_ARequest_MeansThisTime(string query, string from, string to)
    {
        var period = Parse(query);

        Assert.Equal((Instant(from), Instant(to)), (period.From, period.To));
    }

    [Theory]
    [InlineData("WIB", "2026-01-31T16:59:59Z", "2026-01")]
    [InlineData("WIB", "2026-01-31T17:00:00Z", "2026-02")]
    [InlineData("WITA", "2026-01-31T15:59:59Z", "2026-01")]
    [InlineData("WITA", "2026-01-31T16:00:00Z", "2026-02")]
    [InlineData("WIT", "2026-01-31T14:59:59Z", "2026-01")]
    [InlineData("WIT", "2026-01-31T15:00:00Z", "2026-02")]
    public void Parse_AMonth_HasTheInstantsThatClocksThereShow(string zone, string instant, string month)
    {
        var other = month == "2026-01" ? "2026-02" : "2026-01";

        Assert.True(Holds(Parse($"month={month}&zone={zone}"), Instant(instant)));
        Assert.False(Holds(Parse($"month={other}&zone={zone}"), Instant(instant)));
    }

    [Fact]
    public void Parse_AnyMonth_EndsWhereTheNextBegins() => FsCheck.Fluent.Prop.ForAll(
        (from zone in Gen.Elements<IndonesianZone>([.. IndonesianZone.All])
         from year in Gen.Choose(1900, 8998)
         from month in Gen.Choose(1, 12)
         select (Zone: zone, First: new DateOnly(year, month, 1))).ToArbitrary(),
        sample =>
        {
            var (one, next) = (Parse(Of(sample.First)), Parse(Of(sample.First.AddMonths(1))));
            Assert.Equal(one.To, next.From);
            Assert.Equal(sample.First, DateOnly.FromDateTime(sample.Zone.Local(one.From).DateTime));
            Assert.Equal(TimeSpan.Zero, sample.Zone.Local(one.From).TimeOfDay);
            Assert.Equal(sample.First, DateOnly.FromDateTime(sample.Zone.Local(one.To.AddTicks(-1)).DateTime).AddDays(1 - DateTime.DaysInMonth(sample.First.Year, sample.First.Month)));

            string Of(DateOnly month) => $"month={month:yyyy-MM}&zone={sample.Zone.Name}";
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static bool Holds(StatementPeriod period, DateTimeOffset instant) => instant >= period.From && instant < period.To;

    private static StatementPeriod Parse(string query) =>
        StatementPeriod.Parse(new Microsoft.AspNetCore.Http.QueryCollection(QueryHelpers.ParseQuery(query)), Now);

    private static DateTimeOffset Instant(string text) => Instants.TryParse(text, out var instant) ? instant : throw new FormatException(text);
}

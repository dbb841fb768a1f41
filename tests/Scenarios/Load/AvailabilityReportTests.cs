using static Nusaloka.Scenarios.Load.HistoryBuilder;

namespace Nusaloka.Scenarios.Load;

/// <summary>The report tells what clients felt.</summary>
public sealed class AvailabilityReportTests
{
    private static readonly TimeSpan Fault = TimeSpan.FromSeconds(10);

    private static readonly Operation A = Balance("a", Ani);
    private static readonly Operation B = Balance("b", Budi);

    // Ani's wallet is away from the fault on until 14.01 s; Budi's is served throughout.
    private static readonly HistoryBuilder OneAway = new HistoryBuilder()
        .At(9).Done(A, "{}").Done(B, "{}")
        .At(10.5).Unknown(A).Done(B, "{}")
        .At(12).Unknown(A).Done(B, "{}")
        .At(14).Done(A, "{}").Done(B, "{}");

    [Fact]
    public void Of_OneTargetAway_TellsWhichAndHowLong()
    {
        var report = AvailabilityReport.Of(OneAway.Attempts, Fault);

        Assert.Equal(
            [
                new Recovery(Ani.Email, 2, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(4.01)),
                new Recovery(Budi.Email, 0, TimeSpan.FromMilliseconds(10), TimeSpan.Zero),
            ],
            report.Recoveries);
        Assert.Empty(report.NotRecovered(TimeSpan.FromSeconds(5)));
        Assert.Empty(report.Impolite());
        Assert.Empty(report.TooFewUntouched(0.5));
        Assert.Contains("1 of 2 wallets untouched; all well after: 4.01 s", report.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public void NotRecovered_TooLate_NamesTheTarget() => Assert.Equal(
        ["ani@contoh.id was not well 4 s after the fault, but after 4.01 s (2 failures)."],
        AvailabilityReport.Of(OneAway.Attempts, Fault).NotRecovered(TimeSpan.FromSeconds(4)));

    [Fact]
    public void NotRecovered_NeverAnsweredAgain_SaysNever()
    {
        var history = new HistoryBuilder().At(11).Unknown(A);

        Assert.Equal(
            ["ani@contoh.id was not well 60 s after the fault, but after never (1 failures)."],
            AvailabilityReport.Of(history.Attempts, Fault).NotRecovered(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void NotRecovered_FailsAgainAfterAnAnswer_CountsUntilTheLastFailure()
    {
        var history = new HistoryBuilder().At(11).Unknown(A).Done(A, "{}").At(20).Unknown(A).Done(A, "{}");

        Assert.Single(AvailabilityReport.Of(history.Attempts, Fault).NotRecovered(TimeSpan.FromSeconds(9)));
    }

    [Fact]
    public void Hanging_SlowAnswer_IsFoundAndIsNotUntouched()
    {
        var history = new HistoryBuilder().At(9.9).Done(A, "{}", duration: TimeSpan.FromSeconds(8));
        var report = AvailabilityReport.Of(history.Attempts, Fault);

        Assert.Single(report.Hanging(TimeSpan.FromSeconds(7)));
        Assert.Empty(report.Hanging(TimeSpan.FromSeconds(9)));
        Assert.Single(report.TooFewUntouched(0.5));
        Assert.Equal(TimeSpan.FromSeconds(7.9), Assert.Single(report.Recoveries).Recovered);
    }

    [Theory]
    [InlineData(503, true, 0)]
    [InlineData(503, false, 1)]
    [InlineData(500, true, 1)]
    [InlineData(0, false, 1)]
    public void Impolite_AnythingBut503WithRetryAfter_IsFound(int status, bool saysWhen, int expected)
    {
        var report = AvailabilityReport.Of(new HistoryBuilder().At(11).Unknown(A, status, saysWhen).Attempts, Fault);

        Assert.Equal(expected, report.Impolite().Count);
        Assert.Single(report.AnyFailures());
    }

    [Fact]
    public void TooFewUntouched_AllWalletsAway_CountsThem()
    {
        var history = new HistoryBuilder().At(11).Unknown(A).Unknown(B).Done(A, "{}").Done(B, "{}");

        Assert.Equal(["Only 0 of 2 wallets were served throughout."], AvailabilityReport.Of(history.Attempts, Fault).TooFewUntouched(0.25));
    }
}

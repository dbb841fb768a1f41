using static Nusaloka.Scenarios.Load.HistoryBuilder;

namespace Nusaloka.Scenarios.Load;

/// <summary>The checker sees what it is there to see.</summary>
public sealed class SessionCheckerTests
{
    private static readonly Operation In = TopUp("in", Ani, 100);

    [Fact]
    public void Check_BalancesThatFollow_FindsNothing()
    {
        var history = new HistoryBuilder()
            .Done(In, """{"id":"a","balance":100}""")
            .Done(Transfer("over", Ani, Budi, 30), """{"id":"1"}""")
            .Done(Balance("read-1", Ani), """{"balance":75}""")
            .Unknown(Debit("lost", Ani, 20))
            .Done(Balance("read-2", Ani), """{"balance":55}""")
            .Done(In, """{"id":"a","balance":100}""", isReplay: true)
            .Refused(Debit("broke", Ani, 900))
            .Done(Balance("read-3", Budi), """{"balance":30}""");

        Assert.Empty(SessionChecker.Check(history.Attempts));
    }

    [Fact]
    public void Check_ReadOlderThanOwnWrite_SaysWhatItMustBe()
    {
        var history = new HistoryBuilder().Done(In, """{"id":"a","balance":100}""").Done(Balance("read", Ani), """{"balance":0}""");

        var found = Assert.Single(SessionChecker.Check(history.Attempts));

        Assert.EndsWith("told a balance of 0; it cannot be below 100.", found, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_BalanceFallsWithoutSpending_SaysWhatItMustBe()
    {
        var history = new HistoryBuilder()
            .Done(Balance("read-1", Ani), """{"balance":100}""")
            .Refused(Debit("broke", Ani, 50))
            .Done(Balance("read-2", Ani), """{"balance":99}""");

        Assert.EndsWith("it cannot be below 100.", Assert.Single(SessionChecker.Check(history.Attempts)), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_DoneThenUndone_FindsTheSecondFall()
    {
        // The debit is answered, so the first balance shows it, and nothing explains the second.
        var history = new HistoryBuilder()
            .Done(In, """{"id":"a","balance":100}""")
            .Unknown(Debit("out", Ani, 10)).Done(Debit("out", Ani, 10), """{"id":"a","balance":90}""", isReplay: true)
            .Done(Balance("read-1", Ani), """{"balance":90}""")
            .Done(Balance("read-2", Ani), """{"balance":80}""");

        Assert.EndsWith("it cannot be below 90.", Assert.Single(SessionChecker.Check(history.Attempts)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"sequence":1,"amount":100,"balance":100},{"sequence":2,"amount":-30,"balance":70}]""", 70, "")]
    [InlineData("""[{"sequence":1,"amount":100,"balance":100},{"sequence":3,"amount":-30,"balance":70}]""", 70, "entry 3 of the statement follows entry 1.")]
    [InlineData("""[{"sequence":1,"amount":100,"balance":100},{"sequence":2,"amount":-30,"balance":71}]""", 70, "entry 1 of the statement has the balance 71, not 70.")]
    [InlineData("""[{"sequence":1,"amount":100,"balance":100}]""", 70, "the closing balance is 70, the entries lead to 100.")]
    public void Check_Statement_MustAddUp(string entries, long closing, string expected)
    {
        var history = new HistoryBuilder().Done(
            new Operation("read", OperationKind.Statement, Ani),
            $$"""{"opening_balance":0,"closing_balance":{{closing}},"entries":{{entries}},"next_cursor":null}""");

        var found = SessionChecker.Check(history.Attempts);

        Assert.EndsWith(expected, string.Concat(found), StringComparison.Ordinal);
        Assert.Equal(expected.Length > 0, found.Count > 0);
    }
}

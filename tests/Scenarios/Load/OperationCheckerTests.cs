using Nusaloka.Scenarios.Wallets;
using static Nusaloka.Scenarios.Load.HistoryBuilder;

namespace Nusaloka.Scenarios.Load;

/// <summary>The checker sees what it is there to see.</summary>
public sealed class OperationCheckerTests
{
    private static readonly Guid TopUpId = Guid.Parse("00000000-0000-0000-0000-000000000001");
    private static readonly Guid TransferId = Guid.Parse("00000000-0000-0000-0000-000000000002");
    private static readonly Guid DebitId = Guid.Parse("00000000-0000-0000-0000-000000000003");

    private static readonly Operation In = TopUp("in", Ani, 100);
    private static readonly Operation Over = Transfer("over", Ani, Budi, 30);
    private static readonly Operation Out = Debit("out", Budi, 5);
    private static readonly Operation Broke = Debit("broke", Budi, 999);

    private static readonly string OverBody = $$"""{"id":"{{TransferId}}","amount":30}""";

    // 100 come into a's wallet, 30 of them go to b, who takes 5 out.
    private static readonly LedgerSnapshot Ledger = new(
        [
            new LedgerAccount(1, "system:gateway", -100, 1, 1),
            new LedgerAccount(2, "wallet:a", 70, 2, 1),
            new LedgerAccount(3, "wallet:b", 25, 2, 1),
            new LedgerAccount(4, "system:cash_out", 5, 1, 0),
        ],
        [],
        [
            new LedgerTransfer(TopUpId, 1, 2, 1, 1, 100, ""),
            new LedgerTransfer(TransferId, 2, 3, 2, 1, 30, "over"),
            new LedgerTransfer(DebitId, 3, 4, 2, 1, 5, ""),
        ]);

    [Fact]
    public void Check_TrueHistory_FindsNothing()
    {
        var history = new HistoryBuilder()
            .Done(In, """{"id":"a","balance":100}""")
            .Unknown(Over).Done(Over, OverBody, isReplay: true).Done(Over, OverBody, isReplay: true)
            .Refused(Broke)
            .Done(Out, """{"id":"b","balance":25}""");

        Assert.Empty(OperationChecker.Check(history.Operations, Ledger));
        Assert.Equal(95, OperationChecker.MoneyInWallets(history.Operations));
    }

    [Fact]
    public void Check_NobodyKnowsAndItIsThereOrNot_FindsNothing()
    {
        var history = Rest().Unknown(Over).Unknown(Debit("lost", Ani, 7)).Unknown(Debit("refused-later", Ani, 8)).Refused(Debit("refused-later", Ani, 8));

        Assert.Empty(OperationChecker.Check(history.Operations, Ledger));
    }

    [Fact]
    public void Check_AcknowledgedAndMissing_NamesIt()
    {
        var history = Rest().Done(Over, OverBody).Done(TopUp("lost", Budi, 12), """{"id":"b","balance":12}""");

        Assert.Equal(["lost is in the ledger 0 times, not 1 to 1: 200"], OperationChecker.Check(history.Operations, Ledger));
    }

    [Fact]
    public void Check_RefusedAndThere_NamesIt()
    {
        var history = Rest().Refused(Over);

        Assert.Equal(["over is in the ledger 1 times, not 0 to 0: 422 insufficient_funds"], OperationChecker.Check(history.Operations, Ledger));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Check_ThereTwice_NamesIt(bool isKnown)
    {
        var twice = Ledger with { Transfers = [.. Ledger.Transfers, new LedgerTransfer(Guid.Parse("00000000-0000-0000-0000-000000000004"), 3, 4, 3, 2, 5, "")] };
        var history = new HistoryBuilder().Done(In, """{"id":"a","balance":100}""").Done(Over, OverBody);
        _ = isKnown ? history.Done(Out, """{"id":"b","balance":25}""") : history.Unknown(Out);

        var found = Assert.Single(OperationChecker.Check(history.Operations, twice));

        Assert.StartsWith("out is in the ledger 2 times", found, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OtherIdThanAnswered_NamesBoth()
    {
        var history = Rest().Done(Over, $$"""{"id":"{{DebitId}}","amount":30}""");

        Assert.Contains(OperationChecker.Check(history.Operations, Ledger), found => found.StartsWith($"over is {TransferId} in the ledger", StringComparison.Ordinal));
    }

    [Fact]
    public void Check_OtherAmountThanAskedFor_NamesBoth()
    {
        var history = Rest().Unknown(Over with { Amount = 31 });

        Assert.Contains(OperationChecker.Check(history.Operations, Ledger), found => found.StartsWith("over was asked for as", StringComparison.Ordinal));
    }

    [Fact]
    public void Check_NobodyAskedForIt_NamesIt()
    {
        var history = Rest();

        var found = Assert.Single(OperationChecker.Check(history.Operations, Ledger));

        Assert.StartsWith("Nobody asked for", found, StringComparison.Ordinal);
        Assert.Contains("over", found, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_SameKeyOtherAnswer_ShowsBoth()
    {
        var history = Rest().Done(Over, OverBody).Done(Over, $$"""{"id":"{{TransferId}}","amount":31}""", isReplay: true);

        Assert.Equal(
            [$$"""over was answered 201 {{OverBody}} first and 201 {"id":"{{TransferId}}","amount":31} later."""],
            OperationChecker.Check(history.Operations, Ledger));
    }

    [Fact]
    public void Check_SameKeyDoneAgain_SaysWhichRequest()
    {
        var history = Rest().Done(Over, OverBody).Done(Over, OverBody);

        Assert.Equal(["over was answered as done, and request 2 again as done and not as a repetition."], OperationChecker.Check(history.Operations, Ledger));
    }

    [Fact]
    public void Check_DoneAndRefusedLater_NamesIt()
    {
        var history = Rest().Done(Over, OverBody).Refused(Over);

        Assert.Equal(["over was done and refused later: 201; 422 insufficient_funds"], OperationChecker.Check(history.Operations, Ledger));
    }

    [Fact]
    public void Check_RefusedForAnythingButTooLittle_SaysForWhat()
    {
        var history = Rest().Done(Over, OverBody).Refused(Broke, "wallet_not_found");

        Assert.Equal(["broke was refused for no reason that there can be: 422 wallet_not_found"], OperationChecker.Check(history.Operations, Ledger));
    }

    [Fact]
    public void Check_FirstRequestIsRepetition_SaysThatItRanTwice()
    {
        var history = Rest().Done(Over, OverBody, isReplay: true);

        Assert.Equal(["over was answered as a repetition the first time that it was asked for: it ran twice."], OperationChecker.Check(history.Operations, Ledger));
    }

    private static HistoryBuilder Rest() => new HistoryBuilder().Done(In, """{"id":"a","balance":100}""").Done(Out, """{"id":"b","balance":25}""");
}

namespace Nusaloka.Scenarios.Chat;

/// <summary>The checker sees what it is there to see.</summary>
public sealed class ChatCheckerTests
{
    private const string Room = "kamar";
    private const string Ani = "ani";

    private static readonly SeenEvent Joining = new(1, null, null, null);
    private static readonly SeenEvent First = new(2, Ani, "a-0", "Halo");
    private static readonly SeenEvent Second = new(3, Ani, "a-1", "Ada?");
    private static readonly AcknowledgedMessage SaidFirst = new(Room, Ani, 0, "a-0", "Halo", 2);
    private static readonly AcknowledgedMessage SaidSecond = new(Room, Ani, 1, "a-1", "Ada?", 3);

    [Fact]
    public void Check_HeardAsItWasSaid_FindsNothing() =>
        Assert.Empty(ChatChecker.Check([SaidFirst, SaidSecond], Stored(Joining, First, Second), [Log(Joining, First, Second)]));

    [Fact]
    public void Check_AcknowledgedAndGone_IsFound() => Finds(
        "is there 0 times.", ChatChecker.Check([SaidFirst, SaidSecond], Stored(Joining, First), [Log(Joining, First)]));

    [Fact]
    public void Check_StoredTwice_IsFound() => Finds(
        "is there 2 times.", ChatChecker.Check([SaidFirst], Stored(Joining, First, First with { Seq = 3 }), [Log(Joining, First, First with { Seq = 3 })]));

    [Fact]
    public void Check_OtherNumberThanAnswered_IsFound() => Finds(
        "is stored as", ChatChecker.Check([SaidFirst with { Seq = 9 }], Stored(Joining, First), [Log(Joining, First)]));

    [Fact]
    public void Check_NumbersWithAGap_AreFound() => Finds(
        "kamar: event 3 has the number 4.", ChatChecker.Check([SaidFirst, SaidSecond with { Seq = 4 }], Stored(Joining, First, Second with { Seq = 4 }), []));

    [Fact]
    public void Check_ThereAndNobodyWasTold_IsFound() => Finds(
        "kamar: nobody was told of", ChatChecker.Check([SaidFirst], Stored(Joining, First, Second), [Log(Joining, First, Second)]));

    [Fact]
    public void Check_SentLaterAndNumberedEarlier_IsFound() => Finds(
        "was sent after", ChatChecker.Check([SaidFirst with { Order = 5 }, SaidSecond], Stored(Joining, First, Second), [Log(Joining, First, Second)]));

    [Fact]
    public void Check_HeardTwice_IsFound() => Finds(
        "3 came after 3: twice, or out of order.", ChatChecker.Check([SaidFirst, SaidSecond], Stored(Joining, First, Second), [Log(Joining, First, Second, Second)]));

    [Fact]
    public void Check_HeardOutOfOrder_IsFound() => Finds(
        "2 came after 3: twice, or out of order.", ChatChecker.Check([SaidFirst, SaidSecond], Stored(Joining, First, Second), [Log(Joining, Second, First)]));

    [Fact]
    public void Check_NotHeardInBetween_IsFound() => Finds(
        "3 came after 1: something is missing between them.",
        ChatChecker.Check([SaidFirst, SaidSecond], Stored(Joining, First, Second), [Log(Joining, Second)]));

    [Fact]
    public void Check_EndNotHeard_IsFound() => Finds(
        "has heard of 2 of 3.", ChatChecker.Check([SaidFirst, SaidSecond], Stored(Joining, First, Second), [Log(Joining, First)]));

    [Fact]
    public void Check_HeardAnotherText_IsFound() => Finds(
        "stored is", ChatChecker.Check([SaidFirst], Stored(Joining, First), [Log(Joining, First with { Text = "Hai" })]));

    [Fact]
    public void Check_ToldToReadAnew_IsFound()
    {
        var log = Log(Joining, First);
        log.Joined(recovered: false, log.Epoch);

        Finds("was told to read the room anew", ChatChecker.Check([SaidFirst], Stored(Joining, First), [log]));
    }

    private static void Finds(string expected, IEnumerable<string> findings) =>
        Assert.Contains(findings, finding => finding.Contains(expected, StringComparison.Ordinal));

    private static Dictionary<string, SeenEvent[]> Stored(params SeenEvent[] events) => new() { [Room] = events };

    private static RoomLog Log(params ReadOnlySpan<SeenEvent> events)
    {
        var log = new RoomLog("hp Ani", Room, "1");
        foreach (var one in events)
            log.Take(one);
        return log;
    }
}

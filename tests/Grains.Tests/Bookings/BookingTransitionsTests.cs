using Nusaloka.Bookings;
using Nusaloka.Grains.Bookings;

namespace Nusaloka.Grains.Tests.Bookings;

/// <summary>The whole of the state machine, cell by cell.</summary>
public sealed class BookingTransitionsTests
{
    // A dot: refused.
    private const string Commands = """
                                 Retry    Pay     Accept  Expire   Cancel     ChangeGuests     CheckIn    PayOut     Complain   DecideComplaint
        Holding/Hold             .        .       .       Expired  Cancelled  Holding          .          .  .          .
        AwaitingPayment/None     .        Paying  Paying  Expired  Cancelled  AwaitingPayment  .          .  .          .
        Paying/None              .        Paying  Paying  Expired  Cancelled  Paying           .          .  .          .
        Paying/Confirm           .        .       .       .        .          Paying           .          .  .          .
        Confirmed/None           .        .       .       .        Cancelled  Confirmed        Confirmed  Confirmed  Confirmed  Confirmed
        Confirmed/Refund         .        .       .       .        .          Confirmed        Confirmed  .  .  .
        Confirmed/PayOut         .        .       .       .        .          Confirmed        Confirmed  .  .          .
        Completed/None           .        .       .       .        .          .                .          .  .          .
        Cancelled/None           .        .       .       .        .          .                .          Cancelled  .          Cancelled
        Cancelled/StopPayment    .        .       .       .        .          .                .          .  .          .
        Cancelled/Release        .        .       .       .        .          .                .          .  .          .
        Cancelled/Refund         .        .       .       .        .          .                .          .  .          .
        Cancelled/PayOut         .        .       .       .        .          .                .          .  .          .
        Expired/None             .        .       .       .        .          .                .          .  .          .
        Expired/StopPayment      .        .       .       .        .          .                .          .  .          .
        Refused/None             Holding  .       .       .        .          .                .          .  .          .
        Refused/Release          .        .       .       .        .          .                .          .  .          .
        Refused/Refund           .        .       .       .        .          .                .          .  .          .
        """;

    // Done without and with money to give back; refused by the other side. A dot: that cannot come.
    private const string Ends = """
                                 Done                  DoneOwing             Refused
        Holding/Hold             AwaitingPayment/None  AwaitingPayment/None  Refused/None
        Paying/Confirm           Confirmed/None        Confirmed/None        Refused/Release
        Confirmed/Refund         Confirmed/None        Confirmed/None        Confirmed/None
        Confirmed/PayOut         Completed/None        Completed/None        Completed/None
        Cancelled/StopPayment    Cancelled/Release     Cancelled/Release     Cancelled/Release
        Cancelled/Release        Cancelled/None        Cancelled/Refund      Cancelled/None
        Cancelled/Refund         Cancelled/None        Cancelled/None        Cancelled/None
        Cancelled/PayOut         Cancelled/None        Cancelled/None        Cancelled/None
        Expired/StopPayment      Expired/None          Expired/None          Expired/None
        Refused/Release          Refused/None          Refused/Refund        Refused/None
        Refused/Refund           Refused/None          Refused/None          Refused/None
        """;

    private static (BookingStatus Status, BookingStep Step)[] Places { get; } =
    [
        .. from status in Enum.GetValues<BookingStatus>()
           from step in Enum.GetValues<BookingStep>()
           where BookingTransitions.IsPlace(status, step)
           select (status, step),
    ];

    [Fact]
    public void After_EveryPlaceAndCommand_IsAsInTheTable()
    {
        foreach (var (from, command, to) in Cells(Commands))
        {
            var (status, step) = PlaceOf(from);

            var after = BookingTransitions.After(status, step, Enum.Parse<BookingCommandKind>(command));

            Assert.True(after?.ToString() == to, $"{from} + {command}: {after} where {to ?? "a refusal"} was expected");
        }

        Assert.Equal(
            Places.Select(NameOf).Order(StringComparer.Ordinal),
            Cells(Commands).Select(static cell => cell.Row).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(Places.Length * Enum.GetValues<BookingCommandKind>().Length, Cells(Commands).Count());
    }

    [Fact]
    public void Ended_EveryStep_IsAsInTheTableAndLeadsToAPlace()
    {
        foreach (var (from, how, to) in Cells(Ends))
        {
            var (status, step) = PlaceOf(from);

            var ended = BookingTransitions.Ended(status, step, how != "Refused", how == "DoneOwing");

            Assert.True(NameOf(ended) == to, $"{from} {how}: {NameOf(ended)} where {to} was expected");
            Assert.True(BookingTransitions.IsPlace(ended.Status, ended.Step));
        }

        Assert.Equal(
            Places.Where(static place => place.Step != BookingStep.None).Select(NameOf).Order(StringComparer.Ordinal),
            Cells(Ends).Select(static cell => cell.Row).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ended_WhatIsNoPlace_IsABug()
    {
        foreach (var status in Enum.GetValues<BookingStatus>())
        {
            foreach (var step in Enum.GetValues<BookingStep>().Where(step => step == BookingStep.None || !BookingTransitions.IsPlace(status, step)))
                Assert.Throws<InvalidOperationException>(() => BookingTransitions.Ended(status, step, isDone: true, owesRefund: false));
        }
    }

    private static string NameOf((BookingStatus Status, BookingStep Step) place) => $"{place.Status}/{place.Step}";

    private static (BookingStatus Status, BookingStep Step) PlaceOf(string name) =>
        (Enum.Parse<BookingStatus>(name.Split('/')[0]), Enum.Parse<BookingStep>(name.Split('/')[1]));

    private static IEnumerable<(string Row, string Column, string? Cell)> Cells(string table)
    {
        var lines = table.Split('\n').Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        return lines.Skip(1).SelectMany(line => lines[0].Select((column, i) => (line[0], column, line[i + 1] == "." ? null : line[i + 1])));
    }
}

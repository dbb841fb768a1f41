using Nusaloka.Grains.Payments;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Tests.Payments;

/// <summary>The whole table, written down a second time: whoever changes the one must mean it.</summary>
public sealed class PaymentTransitionsTests
{
    // A dot: it cannot be done.
    private const string Commands = """
                                  Confirm     Capture     Cancel    Expire    Refund
        RequiresPaymentMethod     Processing  .           Canceled  Canceled  .
        RequiresConfirmation      Processing  .           Canceled  Canceled  .
        RequiresAction            .           .           Canceled  Canceled  .
        Processing                .           .           .         .         .
        RequiresCapture           .           Processing  Canceled  Canceled  .
        Succeeded                 .           .           .         .         Succeeded
        Canceled                  .           .           .         .         .
        """;

    // A dot: it is old news.
    private const string Reports = """
                                         RequiresAction  Processing  RequiresCapture  Succeeded   Declined  Canceled
        RequiresPaymentMethod/None       .               .           Authorize        Settle      .         .
        RequiresConfirmation/None        .               .           Authorize        Settle      .         .
        RequiresAction/None              Ask             Wait        Authorize        Settle      Decline   Cancel
        RequiresAction/Cancel            .               Wait        .                Settle      Cancel    Cancel
        Processing/None                  .               .           Authorize        Settle      Decline   Cancel
        Processing/Confirm               Ask             Wait        Authorize        Settle      Decline   Cancel
        Processing/Capture               .               .           .                Settle      Cancel    Cancel
        Processing/Settle                .               .           .                .           .         .
        RequiresCapture/None             .               .           .                Settle      Cancel    Cancel
        RequiresCapture/Cancel           .               .           .                Settle      Cancel    Cancel
        Succeeded/None                   .               .           .                .           .         .
        Canceled/None                    .               .           Release          RefundLate  .         .
        Canceled/Cancel                  .               .           .                RefundLate  Cancel    Cancel
        """;

    [Fact]
    public void After_EveryStatusAndCommand_IsAsInTheTable()
    {
        foreach (var (from, command, to) in Cells(Commands))
        {
            var status = Enum.Parse<PaymentStatus>(from);
            var kind = Enum.Parse<PaymentCommandKind>(command);

            var after = PaymentTransitions.After(status, PaymentStep.None, kind);

            Assert.True(after?.ToString() == to, $"{from} + {command}: {after} where {to ?? "a refusal"} was expected");
            foreach (var step in Enum.GetValues<PaymentStep>().Where(static step => step != PaymentStep.None))
                Assert.Equal(kind == PaymentCommandKind.Refund ? after : null, PaymentTransitions.After(status, step, kind));
        }

        Assert.Equal(Enum.GetValues<PaymentStatus>().Length * Enum.GetValues<PaymentCommandKind>().Length, Cells(Commands).Count());
    }

    [Fact]
    public void On_EveryPlaceAndReport_IsAsInTheTable()
    {
        foreach (var (from, reported, reaction) in Cells(Reports))
        {
            var place = from.Split('/');

            var on = PaymentTransitions.On(Enum.Parse<PaymentStatus>(place[0]), Enum.Parse<PaymentStep>(place[1]), Enum.Parse<GatewayStatus>(reported));

            Assert.True(on.ToString() == (reaction ?? "Ignore"), $"{from} + {reported}: {on} where {reaction ?? "Ignore"} was expected");
        }

        Assert.Equal(Enum.GetValues<GatewayStatus>().Length * 13, Cells(Reports).Count());
    }

    [Fact]
    public void On_WhatIsSettledOrOver_NeverGoesBack()
    {
        foreach (var reported in Enum.GetValues<GatewayStatus>())
        {
            foreach (var step in Enum.GetValues<PaymentStep>())
            {
                Assert.Equal(PaymentReaction.Ignore, PaymentTransitions.On(PaymentStatus.Succeeded, step, reported));
                Assert.DoesNotContain(
                    PaymentTransitions.On(PaymentStatus.Canceled, step, reported),
                    (PaymentReaction[])[PaymentReaction.Ask, PaymentReaction.Wait, PaymentReaction.Authorize, PaymentReaction.Settle, PaymentReaction.Decline]);
            }
        }
    }

    private static IEnumerable<(string Row, string Column, string? Cell)> Cells(string table)
    {
        var lines = table.Split('\n').Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        return lines.Skip(1).SelectMany(line => lines[0].Select((column, i) => (line[0], column, line[i + 1] == "." ? null : line[i + 1])));
    }
}

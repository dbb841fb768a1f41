using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;
using Nusaloka.Persistence.Ledger;

namespace Nusaloka.Grains.Payments.Reconciliations;

/// <summary>What is wrong with the entries of a clearing account, and with what a gateway lists: pure functions.</summary>
internal static class ClearingRules
{
    private const int MaxDetailLength = 300;

    /// <summary>What differs about an entry; null when it is what a payment or withdrawal makes, or a charge at once.</summary>
    public static Difference? Compare(string gateway, ClearingEntry entry, bool isCharge, DateTimeOffset now)
    {
        if (entry.Expected == entry.Amount || (entry.Expected is null && isCharge))
            return null;
        return entry.Expected is { } expected
            ? New($"{entry.TransferId}", gateway, DifferenceKind.AmountDiffers, "an entry of the clearing account", entry.Amount, expected, now)
            : New($"{entry.TransferId}", gateway, DifferenceKind.Unexplained, "an entry of no payment or withdrawal", entry.Amount, 0, now);
    }

    /// <summary>What differs when the entries do not add up to the balance that the last of them says; null when they do.</summary>
    public static Difference? Compare(string gateway, ClearingPlace place, long balance, DateTimeOffset now) => place.Sum == balance
        ? null
        : New(LedgerAccountCode.GatewayClearing(gateway), gateway, DifferenceKind.Unexplained, "the entries do not add up to the balance", balance, place.Sum, now);

    /// <summary>The differences of what a gateway lists and nobody here knows. What is over without money is no loss to anybody.</summary>
    public static Difference UnknownHere(string subject, string gateway, string what, long units, DateTimeOffset now) =>
        New(subject, gateway, DifferenceKind.UnknownHere, what, 0, units, now);

    /// <summary>The difference of a dispute that a gateway lists and that no payment here has taken in.</summary>
    public static Difference UnknownHere(string gateway, GatewayDispute dispute, DateTimeOffset now) =>
        UnknownHere(dispute.Reference, gateway, "dispute", dispute.Amount.Units, now);

    /// <summary>What is written down when a comparison has failed.</summary>
    /// <param name="subject">What was compared.</param>
    /// <param name="gateway">With which gateway.</param>
    /// <param name="why">What went wrong, of which officers see a line.</param>
    /// <param name="now">The time.</param>
    public static Difference NotCompared(string subject, string gateway, string why, DateTimeOffset now)
    {
        var detail = why.ReplaceLineEndings(" ");
        return New(subject, gateway, DifferenceKind.NotCompared, "the comparison has failed", 0, 0, now) with
        {
            Detail = detail.Length > MaxDetailLength ? detail[..MaxDetailLength] : detail,
        };
    }

    private static Difference New(
        string subject, string gateway, DifferenceKind kind, string detail, long ledger, long there, DateTimeOffset now) => new(
        NameBasedId.Create($"difference\n{subject}\n{gateway}\n{kind}\n{detail}"), subject, gateway, kind, ledger, there, detail, IsOpen: true, now, now);
}

using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments;

/// <summary>A dispute as its payment remembers it.</summary>
/// <param name="Reference">What the gateway calls it.</param>
/// <param name="Status">Where it is.</param>
/// <param name="Amount">What is disputed.</param>
/// <param name="Reason">Why, in the gateway's words.</param>
/// <param name="IsWithdrawn">Whether the bank has taken the money.</param>
/// <param name="IsReinstated">Whether the bank has given it back.</param>
/// <param name="IsWithdrawalPosted">Whether the ledger has the taking.</param>
/// <param name="IsReinstatementPosted">Whether the ledger has the giving back.</param>
/// <param name="CreatedAt">When we heard of it.</param>
/// <param name="UpdatedAt">When it last changed.</param>
internal sealed record PaymentDispute(
    string Reference,
    DisputeStatus Status,
    Money Amount,
    string Reason,
    bool IsWithdrawn,
    bool IsReinstated,
    bool IsWithdrawalPosted,
    bool IsReinstatementPosted,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>The try whose money it is about; null in what was written before there was this, for the current one.</summary>
    public Guid? AttemptId { get; init; }

    /// <summary>Whether the ledger does not have all of it yet.</summary>
    public bool IsUnposted => (IsWithdrawn && !IsWithdrawalPosted) || (IsReinstated && !IsReinstatementPosted);

    public Dispute View() => new(Reference, Status, Amount, Reason, IsWithdrawn && !IsReinstated, CreatedAt, UpdatedAt);
}

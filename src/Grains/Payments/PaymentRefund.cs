using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments;

/// <summary>A refund as its payment remembers it.</summary>
/// <param name="Id">What the gateway knows it by.</param>
/// <param name="AttemptId">The try whose money goes back.</param>
/// <param name="Amount">How much.</param>
/// <param name="Origin">Who wanted it; it says where the money is taken from.</param>
/// <param name="Reason">Why; may be empty.</param>
/// <param name="Stage">What is to be done.</param>
/// <param name="Status">What others see.</param>
/// <param name="FailureCode">Why it failed; null when it did not.</param>
/// <param name="Fingerprint">Of the request; empty when there was none.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="UpdatedAt">When it last changed.</param>
internal sealed record PaymentRefund(
    Guid Id,
    Guid AttemptId,
    Money Amount,
    RefundOrigin Origin,
    string Reason,
    RefundStage Stage,
    RefundStatus Status,
    string? FailureCode,
    string Fingerprint,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>Who asked for it: an account or a program; empty when nobody did.</summary>
    public string By { get; init; } = "";

    /// <summary>When it was last sent without an answer, so that it is not known whether the gateway has it; null when it never was.</summary>
    public DateTimeOffset? InDoubtSince { get; init; }

    /// <summary>Whether it counts against what was captured. Money of other origins never came into the payment.</summary>
    public bool IsOfCaptured => Origin is RefundOrigin.Requested or RefundOrigin.Gateway or RefundOrigin.Instead or RefundOrigin.ByHand;

    /// <summary>Whether it is made in the ledger alone, whatever the payment was paid with.</summary>
    public bool IsWithoutGateway => Origin is RefundOrigin.Instead or RefundOrigin.ByHand;

    /// <summary>Whether the money has gone back, or may.</summary>
    public bool IsAlive => Status is RefundStatus.Pending or RefundStatus.Succeeded;

    public Refund View(string paymentId) =>
        new(Id.ToString(), paymentId, Amount, Status, Origin, Reason, FailureCode, CreatedAt, UpdatedAt)
        {
            By = By,
        };
}

namespace Nusaloka.Payments;

/// <summary>The payer has asked their bank for the money back.</summary>
/// <param name="Id">What the gateway calls it.</param>
/// <param name="Status">Where it is.</param>
/// <param name="Amount">What is disputed.</param>
/// <param name="Reason">Why, in the gateway's words.</param>
/// <param name="IsWithdrawn">Whether the bank has the money now.</param>
/// <param name="CreatedAt">When we heard of it, UTC.</param>
/// <param name="UpdatedAt">When it last changed, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Dispute")]
public sealed record Dispute(
    [property: Id(0)] string Id,
    [property: Id(1)] DisputeStatus Status,
    [property: Id(2)] Money Amount,
    [property: Id(3)] string Reason,
    [property: Id(4)] bool IsWithdrawn,
    [property: Id(5)] DateTimeOffset CreatedAt,
    [property: Id(6)] DateTimeOffset UpdatedAt)
{
    /// <summary>Whether it is about money that came for a try which was given up, and so never was the payment's.</summary>
    [Id(7)]
    public bool IsOfAnotherTry { get; init; }
}

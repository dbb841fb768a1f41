namespace Nusaloka.Reports;

/// <summary>That a transaction was reported to one of its two parties. It never changes.</summary>
/// <param name="Id">UUID; made from account and transaction, so a transaction is reported to somebody once.</param>
/// <param name="AccountId">To whom.</param>
/// <param name="TransactionId">Which transaction.</param>
/// <param name="Amount">What it moved: positive to the account, negative from it.</param>
/// <param name="CreatedAt">When it was reported.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.TransactionReport")]
public sealed record TransactionReport(
    [property: Id(0)] string Id,
    [property: Id(1)] string AccountId,
    [property: Id(2)] string TransactionId,
    [property: Id(3)] Money Amount,
    [property: Id(4)] DateTimeOffset CreatedAt);

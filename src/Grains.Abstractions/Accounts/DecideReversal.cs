namespace Nusaloka.Accounts;

/// <summary>Decides between two people who both say that an account is theirs.</summary>
/// <param name="IsApproved">Whether the change is taken back.</param>
/// <param name="By">The account id of the officer.</param>
/// <param name="Reason">What was looked at, 1 to 200 characters after trimming: for the record.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.DecideReversal")]
public sealed record DecideReversal(
    [property: Id(0)] bool IsApproved,
    [property: Id(1)] string By,
    [property: Id(2)] string Reason);

namespace Nusaloka.Profiles;

/// <summary>The bank account that a person keeps with us, as they see it.</summary>
/// <param name="BankCode">The bank, such as <c>bca</c>.</param>
/// <param name="AccountNumber">All but its last four digits masked.</param>
/// <param name="HolderName">Whose it is.</param>
/// <param name="Version">Grows with each change of what a person keeps with us; the ETag of the API.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SavedBankAccount")]
public sealed record SavedBankAccount(
    [property: Id(0)] string BankCode,
    [property: Id(1)] string AccountNumber,
    [property: Id(2)] string HolderName,
    [property: Id(3)] long Version);

namespace Nusaloka.Wallets;

/// <summary>Whom a wallet pays: another person's wallet, or one of our accounts. Exactly one of the two is there.</summary>
/// <param name="AccountId">The person's account id.</param>
/// <param name="Account">The account of ours.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Payee")]
public sealed record Payee(
    [property: Id(0)] string? AccountId,
    [property: Id(1)] SystemAccount? Account)
{
    /// <summary>A person's wallet.</summary>
    public static Payee Person(string accountId) => new(accountId, null);

    /// <summary>One of our accounts.</summary>
    public static Payee Ours(SystemAccount account) => new(null, account);
}

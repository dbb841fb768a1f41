namespace Nusaloka.Grains.Accounts;

/// <summary>
/// Something happened to a wish to take a change of address or number back, other than that it was done. What must follow: it is on record,
/// and both sides know: who holds the account, and who reads the old address or number.
/// </summary>
/// <param name="AccountId">Whose account.</param>
/// <param name="Asker">The old address or number, as a grain key.</param>
/// <param name="DueAt">When the change is taken back unless somebody objects.</param>
/// <param name="Language">The asker's.</param>
/// <param name="By">The officer who decided; null for the two themselves.</param>
/// <param name="Detail">What the officer says.</param>
/// <param name="At">When.</param>
public sealed record ReversalStep(
    string AccountId, string Asker, DateTimeOffset DueAt, string Language, string? By, string Detail, DateTimeOffset At)
{
    /// <summary>It was asked for: the name in the outbox.</summary>
    public const string AskedType = "account.identifier_reversal_asked";

    /// <summary>The holder has objected.</summary>
    public const string ContestedType = "account.identifier_reversal_contested";

    /// <summary>It does not happen.</summary>
    public const string RejectedType = "account.identifier_reversal_rejected";
}

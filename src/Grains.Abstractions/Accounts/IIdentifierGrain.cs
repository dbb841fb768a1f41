namespace Nusaloka.Accounts;

/// <summary>
/// Makes one e-mail address or phone number belong to at most one account. Key: <see cref="Identifier.Key"/>.
/// A reservation that is never confirmed, because the process died in between, expires by itself.
/// </summary>
[Alias("nusaloka.IIdentifierGrain")]
public interface IIdentifierGrain : IGrainWithStringKey
{
    /// <summary>Holds the identifier for the account for a short time. False when it belongs to another.</summary>
    [Alias("Reserve")]
    Task<bool> ReserveAsync(string accountId, CancellationToken cancellationToken = default);

    /// <summary>Makes the reservation last. Repeating it does nothing.</summary>
    [Alias("Confirm")]
    Task ConfirmAsync(string accountId, CancellationToken cancellationToken = default);

    /// <summary>Makes the identifier free again if it belongs to the account.</summary>
    [Alias("Release")]
    Task ReleaseAsync(string accountId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes the identifier from the account, and keeps it from all others until then: whoever had it may want it back. Nothing when the
    /// account has it (again), or never had.
    /// </summary>
    [Alias("Quarantine")]
    Task QuarantineAsync(string accountId, DateTimeOffset until, CancellationToken cancellationToken = default);

    /// <summary>The account that it belongs to or is reserved for; null when it is free or in quarantine.</summary>
    [Alias("FindAccount")]
    Task<string?> FindAccountAsync(CancellationToken cancellationToken = default);
}

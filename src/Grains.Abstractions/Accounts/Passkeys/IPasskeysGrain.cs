using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Nusaloka.Accounts.Passkeys;

/// <summary>The passkeys of one account. Key: the account id. Of an account that is not there it has none.</summary>
[Alias("nusaloka.IPasskeysGrain")]
public interface IPasskeysGrain : IGrainWithStringKey
{
    /// <summary>The most that an account can have.</summary>
    const int MaxPasskeys = 10;

    /// <summary>All of them, oldest first.</summary>
    [Alias("List")]
    Task<ImmutableArray<Passkey>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Whether there is one with this id. Answered while the grain ends sessions, which ask here when they begin.</summary>
    [AlwaysInterleave, Alias("Has")]
    Task<bool> HasAsync(string passkeyId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds one. Errors: <c>validation_failed</c>, <c>account_not_found</c>, <c>passkey_limit_reached</c>,
    /// <c>passkey_taken</c>.
    /// </summary>
    [Alias("Add")]
    Task<Result<Passkey>> AddAsync(AddPasskey command, CancellationToken cancellationToken = default);

    /// <summary>Gives one another name, 1 to 50 characters after trimming. Errors: <c>validation_failed</c>, <c>passkey_not_found</c>.</summary>
    [Alias("Rename")]
    Task<Result<Passkey>> RenameAsync(string passkeyId, string name, CancellationToken cancellationToken = default);

    /// <summary>
    /// Forgets one, unless nothing would be left to sign in with, and ends the person's sessions but <paramref name="keptSession"/>: whoever
    /// has the device may have begun some. Errors: <c>passkey_not_found</c>, <c>passkey_is_last_factor</c>.
    /// </summary>
    [Alias("Remove")]
    Task<Result> RemoveAsync(string passkeyId, string? keptSession, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes down that somebody signs in with one. A counter that does not grow is refused and told to the security log: somebody may
    /// have a copy. Errors: <c>passkey_refused</c>, for a passkey that is not there as well.
    /// </summary>
    [Alias("Use")]
    Task<Result<Passkey>> UseAsync(UsePasskey command, CancellationToken cancellationToken = default);

    /// <summary>Forgets those added up to then: whoever added them has not proven that the account is theirs.</summary>
    [Alias("EraseOlder")]
    Task EraseOlderAsync(DateTimeOffset addedUpTo, CancellationToken cancellationToken = default);

    /// <summary>Forgets all, when the account is closed.</summary>
    [Alias("Erase")]
    Task EraseAsync(CancellationToken cancellationToken = default);
}

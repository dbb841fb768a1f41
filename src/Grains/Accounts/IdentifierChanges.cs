using Nusaloka.Accounts;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts;

/// <summary>The decisions about what a person signs in with.</summary>
internal static class IdentifierChanges
{
    /// <summary>The account after the person has proven that an identifier of it is theirs.</summary>
    public static AccountState Verify(AccountState state, Identifier identifier, DateTimeOffset now) =>
        Verified(state, identifier.Kind, now) with { Version = state.Version + 1, UpdatedAt = now, PendingEvents = [] };

    /// <summary>Whether that is known already.</summary>
    public static bool IsVerified(AccountState state, IdentifierKind kind) =>
        (kind == IdentifierKind.Email ? state.EmailVerifiedAt : state.PhoneVerifiedAt) is not null;

    /// <summary>
    /// The account with another identifier of the kind, which has been proven. Where one is replaced, older sessions must not go on: whoever
    /// has stolen one must not outlive the change that is to shut them out.
    /// </summary>
    public static AccountState Change(string accountId, AccountState state, Identifier identifier, ChangeIdentifier command, DateTimeOffset now)
    {
        var old = state.Identifiers.FirstOrDefault(one => one.Kind == identifier.Kind);
        var told = old ?? state.Identifiers.FirstOrDefault();
        var next = identifier.Kind == IdentifierKind.Email
            ? state with { Email = identifier.Value }
            : state with { Phone = identifier.Value };
        var access = old is null ? null : new AccessChange(state.AccessVersion + 1, SessionEndReason.CredentialChanged, command.KeptSession);
        if (access is not null)
            next = next with { AccessVersion = access.Version, KeptSession = access.KeptSession };

        return Verified(next, identifier.Kind, now) with
        {
            Version = state.Version + 1,
            UpdatedAt = now,
            PendingEvents =
            [
                new OutboxEvent(
                    IdentifierChanged.Type,
                    new IdentifierChanged(accountId, identifier.Key, old?.Key, told?.Key, access, command.Language, now)),
            ],
        };
    }

    /// <summary>
    /// Whether a code that goes there says who somebody is: it was proven, or nothing was. An identifier beside a proven one, and not proven
    /// itself, may be anybody's.
    /// </summary>
    public static bool Identifies(Account account, IdentifierKind kind) =>
        (kind == IdentifierKind.Email ? account.IsEmailVerified : account.IsPhoneVerified) || !(account.IsEmailVerified || account.IsPhoneVerified);

    /// <summary>With the time of the proof.</summary>
    public static AccountState Verified(AccountState state, IdentifierKind kind, DateTimeOffset now) =>
        kind == IdentifierKind.Email ? state with { EmailVerifiedAt = now } : state with { PhoneVerifiedAt = now };
}

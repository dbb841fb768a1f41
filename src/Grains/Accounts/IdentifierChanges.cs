using System.Collections.Immutable;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts;

/// <summary>The decisions about what a person signs in with.</summary>
internal static class IdentifierChanges
{
    private const int MaxReversals = 20;

    /// <summary>Whether so much was changed lately that one more change would have to drop one that can still be taken back.</summary>
    public static bool IsTooMuch(AccountState state, DateTimeOffset now) => state.Reversals.Count(one => one.Until > now) >= MaxReversals;

    /// <summary>The account after the person has proven that an identifier of it is theirs.</summary>
    public static AccountState Verify(AccountState state, Identifier identifier, DateTimeOffset now) =>
        Verified(state, identifier.Kind, now) with { Version = state.Version + 1, UpdatedAt = now, PendingEvents = [] };

    /// <summary>Whether that is known already.</summary>
    public static bool IsVerified(AccountState state, IdentifierKind kind) => VerifiedAt(state, kind) is not null;

    /// <summary>
    /// The account with another identifier of the kind, which has been proven. Where one is replaced, older sessions must not go on: whoever
    /// has stolen one must not outlive the change that is to shut them out.
    /// </summary>
    public static AccountState Change(
        string accountId, AccountState state, Identifier identifier, ChangeIdentifier command, TimeSpan quarantine, DateTimeOffset now)
    {
        var old = state.Identifiers.FirstOrDefault(one => one.Kind == identifier.Kind);
        var told = old ?? state.Identifiers.FirstOrDefault();
        var next = identifier.Kind == IdentifierKind.Email
            ? state with { Email = identifier.Value }
            : state with { Phone = identifier.Value };
        var access = old is null ? null : new AccessChange(state.AccessVersion + 1, SessionEndReason.CredentialChanged, command.KeptSession);
        if (access is not null)
            next = next with { AccessVersion = access.Version, KeptSession = access.KeptSession };

        var reversal = new IdentifierReversal(
            state.Version + 1, identifier.Kind, old?.Value, VerifiedAt(state, identifier.Kind), identifier.Value, now + quarantine)
        {
            ChangedAt = now,
            PasswordHash = state.PasswordHash,
        };
        // What somebody has asked to take back is remembered with all that came after it until that is decided.
        var reversals = state.Reversals.RemoveAll(one => one.Until <= now && !(one.Version >= state.Reversal?.Version));
        return Verified(next, identifier.Kind, now) with
        {
            Reversals = quarantine > TimeSpan.Zero ? reversals.Add(reversal) : reversals,
            Version = state.Version + 1,
            UpdatedAt = now,
            PendingEvents =
            [
                new OutboxEvent(
                    IdentifierChanged.Type,
                    new IdentifierChanged(accountId, identifier.Key, old?.Key, told?.Key, access, command.Language, now)
                    {
                        Version = state.Version + 1,
                        // What was never proven may be a stranger's, who must not be kept from it.
                        QuarantinedUntil = quarantine > TimeSpan.Zero && reversal.OldVerifiedAt is not null ? reversal.Until : null,
                        CanBeReversed = quarantine > TimeSpan.Zero && reversal.OldVerifiedAt is not null,
                    }),
            ],
        };
    }

    /// <summary>
    /// The account as it was before a change, and before all that came after it: whoever made one made the others. Its password is gone, for
    /// they had that, or a session. The change must be one of <see cref="AccountState.Reversals"/>.
    /// </summary>
    public static AccountState Reverse(string accountId, AccountState state, long version, DateTimeOffset now)
    {
        var (next, dropped) = (state, new HashSet<string>(StringComparer.Ordinal));
        foreach (var change in state.Reversals.Where(one => one.Version >= version).Reverse())
        {
            dropped.Add(new Identifier(change.Kind, change.New).Key);
            // What was never proven was free from the change on, and may be somebody else's by now.
            var old = change.OldVerifiedAt is null ? null : change.Old;
            next = change.Kind == IdentifierKind.Email
                ? next with { Email = old, EmailVerifiedAt = change.OldVerifiedAt }
                : next with { Phone = old, PhoneVerifiedAt = change.OldVerifiedAt };
        }

        var kept = next.Identifiers.Select(static one => one.Key).ToImmutableArray();
        var access = new AccessChange(state.AccessVersion + 1, SessionEndReason.CredentialChanged, KeptSession: null);
        return next with
        {
            PasswordHash = "",
            Reversals = state.Reversals.RemoveAll(one => one.Version >= version),
            Reversal = null,
            AccessVersion = access.Version,
            KeptSession = null,
            Version = state.Version + 1,
            UpdatedAt = now,
            PendingEvents =
            [
                new OutboxEvent(
                    IdentifierReverted.Type, new IdentifierReverted(accountId, kept, [.. dropped.Except(kept)], access, now)
                    {
                        Back = state.Reversals.First(one => one.Version == version) is { Old: { } back } first ? new Identifier(first.Kind, back).Key : null,
                    }),
            ],
        };
    }

    /// <summary>
    /// Whether a code that goes there says who somebody is: it was proven, or nothing was. An identifier beside a proven one, and not proven
    /// itself, may be anybody's.
    /// </summary>
    public static bool Identifies(Account account, IdentifierKind kind) =>
        (kind == IdentifierKind.Email ? account.IsEmailVerified : account.IsPhoneVerified) || !(account.IsEmailVerified || account.IsPhoneVerified);

    private static DateTimeOffset? VerifiedAt(AccountState state, IdentifierKind kind) =>
        kind == IdentifierKind.Email ? state.EmailVerifiedAt : state.PhoneVerifiedAt;

    /// <summary>With the time of the proof.</summary>
    public static AccountState Verified(AccountState state, IdentifierKind kind, DateTimeOffset now) =>
        kind == IdentifierKind.Email ? state with { EmailVerifiedAt = now } : state with { PhoneVerifiedAt = now };
}

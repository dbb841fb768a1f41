using Nusaloka.Accounts;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts;

/// <summary>The decisions about who may use an account and as what. Each change but the opening of a shut one ends older sessions.</summary>
internal static class AccountAccessRules
{
    private const int MaxReasonLength = 200;

    /// <summary>The account with another role; the same when it has it.</summary>
    public static Result<AccountState> SetRole(string accountId, AccountState state, SetRole command, DateTimeOffset now)
    {
        if (!state.IsOpen)
            return AccountErrors.NotFound;
        if (!Enum.IsDefined(command.Role) || command.Role == Role.Service)
            return Error.Validation("/role", "not_allowed", "The role must be user, seller, host, officer or admin.");
        if (state.Role == command.Role)
            return state;

        return Changed(
            accountId, state with { Role = command.Role }, SessionEndReason.RoleChanged, keptSession: null,
            AccessChanged.RoleType, $"{Name(state.Role)} to {Name(command.Role)}", command.By, now);
    }

    /// <summary>The account with another role for as long as it takes to close it: nobody is told, and no session ends.</summary>
    public static AccountState WithRole(AccountState state, Role role, DateTimeOffset now) =>
        state with { Role = role, Version = state.Version + 1, UpdatedAt = now, PendingEvents = [] };

    /// <summary>The account shut; the same when it is.</summary>
    public static Result<AccountState> Ban(string accountId, AccountState state, BanAccount command, DateTimeOffset now)
    {
        if (!state.IsOpen)
            return AccountErrors.NotFound;
        if (command.Reason.Trim() is not { Length: > 0 and <= MaxReasonLength } reason)
            return Error.Validation("/reason", "invalid_length", $"A reason has 1 to {MaxReasonLength} characters.");
        if (state.Ban is not null)
            return state;

        return Changed(
            accountId, state with { Ban = new AccountBan(now, command.By, reason) }, SessionEndReason.Banned, keptSession: null,
            AccessChanged.BannedType, reason, command.By, now);
    }

    /// <summary>The account open again; the same when it is.</summary>
    public static Result<AccountState> Unban(string accountId, AccountState state, string by, DateTimeOffset now)
    {
        if (!state.IsOpen)
            return AccountErrors.NotFound;
        if (state.Ban is null)
            return state;

        return state with
        {
            Ban = null,
            Version = state.Version + 1,
            UpdatedAt = now,
            PendingEvents = [new OutboxEvent(AccessChanged.UnbannedType, new AccessChanged(accountId, Change: null, "", by, now))],
        };
    }

    /// <summary>The account with another password.</summary>
    public static AccountState SetPassword(string accountId, AccountState state, string passwordHash, string? keptSession, DateTimeOffset now) => Changed(
        accountId, state with { PasswordHash = passwordHash }, SessionEndReason.PasswordChanged, keptSession,
        AccessChanged.PasswordType, keptSession is null ? "reset" : "changed", by: null, now);

    /// <summary>
    /// The account in the hands of the first who has proven an identifier of it, without the password of whoever opened it, which may be
    /// somebody who only knew the address.
    /// </summary>
    public static AccountState Claim(string accountId, AccountState state, Identifier proven, DateTimeOffset now) => Changed(
        accountId, IdentifierChanges.Verified(state with { PasswordHash = "" }, proven.Kind, now), SessionEndReason.CredentialChanged, keptSession: null,
        AccessChanged.ClaimedType, proven.Kind == IdentifierKind.Email ? "email" : "phone", by: null, now);

    private static AccountState Changed(
        string accountId, AccountState next, SessionEndReason reason, string? keptSession, string type, string detail, string? by, DateTimeOffset now)
    {
        var change = new AccessChange(next.AccessVersion + 1, reason, keptSession);
        return next with
        {
            AccessVersion = change.Version,
            KeptSession = keptSession,
            Version = next.Version + 1,
            UpdatedAt = now,
            PendingEvents = [new OutboxEvent(type, new AccessChanged(accountId, change, detail, by, now))],
        };
    }

    private static string Name(Role role) => role.ToString().ToLowerInvariant();
}

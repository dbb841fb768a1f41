using System.Collections.Immutable;
using Nusaloka.Accounts;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts;

/// <summary>The decisions about an account: pure functions from state and command to the next state.</summary>
internal static class AccountRules
{
    /// <summary>A new account.</summary>
    public static AccountState Open(string accountId, Registration registration, string passwordHash, DateTimeOffset now) => new()
    {
        Status = AccountStatus.Open,
        FullName = registration.FullName,
        Email = registration.Email?.Value,
        Phone = registration.Phone?.Value,
        PasswordHash = passwordHash,
        RegistrationHash = registration.Hash,
        Role = registration.Role,
        Version = 1,
        CreatedAt = now,
        UpdatedAt = now,
        PendingEvents =
        [
            new OutboxEvent(
                AccountRegistered.Type,
                new AccountRegistered(accountId, [.. registration.Identifiers.Select(static identifier => identifier.Key)], registration.Referral)),
        ],
    };

    /// <summary>Whether a registration asks for the very account that was opened, as a repeated one does, however that has changed since.</summary>
    public static bool IsSame(AccountState state, Registration registration) => state.RegistrationHash is { } hash
        ? hash == registration.Hash
        : state.FullName == registration.FullName
        && state.Email == registration.Email?.Value
        && state.Phone == registration.Phone?.Value
        && state.Role == registration.Role;

    /// <summary>The account with another name.</summary>
    public static Result<AccountState> Update(AccountState state, UpdateProfile command, DateTimeOffset now)
    {
        if (!state.IsOpen)
            return AccountErrors.NotFound;
        if (command.ExpectedVersion is { } expected && expected != state.Version)
            return AccountErrors.VersionMismatch;

        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        var fullName = PersonName.Parse(command.FullName, wrong);
        if (wrong.Count > 0)
            return Error.Validation(wrong.ToImmutable());

        return state with { FullName = fullName, Version = state.Version + 1, UpdatedAt = now, PendingEvents = [] };
    }

    /// <summary>The account without anything personal in it.</summary>
    public static AccountState Close(string accountId, AccountState state, DateTimeOffset now) => new()
    {
        Status = AccountStatus.Closed,
        AccessVersion = state.AccessVersion + 1,
        Version = state.Version + 1,
        CreatedAt = state.CreatedAt,
        UpdatedAt = now,
        PendingEvents =
        [
            new OutboxEvent(
                AccountClosed.Type,
                new AccountClosed(accountId, [.. state.Identifiers.Select(static identifier => identifier.Key)])),
        ],
    };

    /// <summary>What sign-in and sessions must know.</summary>
    public static AccountStanding Standing(string accountId, AccountState state) =>
        new(
        View(accountId, state), state.Ban is not null, state.AccessVersion, state.KeptSession, state.Ban?.At, state.Ban?.Reason);

    /// <summary>What others may see.</summary>
    public static Account View(string accountId, AccountState state) => new(
        accountId, state.FullName, state.Email, state.Phone, state.Role, state.Version, state.CreatedAt, state.UpdatedAt,
        state.EmailVerifiedAt is not null, state.PhoneVerifiedAt is not null);
}

using System.Buffers.Text;
using System.Collections.Immutable;
using Nusaloka.Accounts.Passkeys;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts.Passkeys;

/// <summary>The decisions about an account's passkeys: pure functions from state and command to the next state.</summary>
internal static class PasskeyRules
{
    private const int MinCredentialIdBytes = 16;
    private const int MaxCredentialIdBytes = 1023;
    private const int MaxPublicKeyBytes = 2048;
    private const int MaxNameLength = 50;
    private const int MaxTransports = 8;
    private const int MaxTransportLength = 32;

    /// <summary>The account with one more. The passkey is the last of the list.</summary>
    public static Result<PasskeysState> Add(string accountId, PasskeysState state, AddPasskey command, DateTimeOffset now)
    {
        if (WhatIsWrong(command) is { } wrong)
            return wrong;
        if (state.Passkeys.Any(one => one.CredentialId == command.CredentialId))
            return PasskeyErrors.Taken;
        if (state.Passkeys.Length >= IPasskeysGrain.MaxPasskeys)
            return PasskeyErrors.LimitReached;
        var name = ParseName(command.Name ?? NextName(state));
        if (!name.IsSuccess)
            return name.Error;

        var passkey = new Passkey(
            IdOf(command.CredentialId), command.CredentialId, command.PublicKey, command.SignCount, Known(command.Transports),
            command.IsBackupEligible, command.IsBackedUp, name.Value, now, LastUsedAt: null);
        return new PasskeysState
        {
            Passkeys = state.Passkeys.Add(passkey),
            PendingEvents = [new OutboxEvent(PasskeyAdded.Type, new PasskeyAdded(accountId, passkey.Id))],
        };
    }

    /// <summary>The same passkeys, one with another name.</summary>
    public static Result<PasskeysState> Rename(PasskeysState state, string passkeyId, string name)
    {
        if (Find(state, passkeyId) is not { } passkey)
            return PasskeyErrors.NotFound;
        var parsed = ParseName(name);
        if (!parsed.IsSuccess)
            return parsed.Error;

        return new PasskeysState { Passkeys = state.Passkeys.Replace(passkey, passkey with { Name = parsed.Value }) };
    }

    /// <summary>One less, if something is left to sign in with.</summary>
    public static Result<PasskeysState> Remove(
        string accountId, PasskeysState state, string passkeyId, bool hasPassword, string? keptSession, DateTimeOffset now)
    {
        if (Find(state, passkeyId) is not { } passkey)
            return PasskeyErrors.NotFound;
        if (!hasPassword && state.Passkeys.Length == 1)
            return PasskeyErrors.LastFactor;

        return new PasskeysState
        {
            Passkeys = state.Passkeys.Remove(passkey),
            PendingEvents = [new OutboxEvent(PasskeyRemoved.Type, new PasskeyRemoved(accountId, passkey.Id, keptSession) { At = now })],
        };
    }

    /// <summary>
    /// What a sign-in makes of the state, and whether it is allowed. A counter that stands still or goes back is refused (WebAuthn 7.2,
    /// step 22, leaves that to us); authenticators that do not count, as those of synced passkeys, always say 0.
    /// </summary>
    public static (PasskeysState Next, Result<Passkey> Answer) Use(string accountId, PasskeysState state, UsePasskey command, DateTimeOffset now)
    {
        if (state.Passkeys.FirstOrDefault(one => one.CredentialId == command.CredentialId) is not { } passkey)
            return (state, PasskeyErrors.Refused);
        if ((command.SignCount != 0 || passkey.SignCount != 0) && command.SignCount <= passkey.SignCount)
        {
            var alarm = new PasskeyCounterWentBack(accountId, passkey.Id, passkey.SignCount, command.SignCount);
            return (state with { PendingEvents = [new OutboxEvent(PasskeyCounterWentBack.Type, alarm)] }, PasskeyErrors.Refused);
        }

        var used = passkey with
        {
            SignCount = command.SignCount,
            IsBackupEligible = command.IsBackupEligible,
            IsBackedUp = command.IsBackedUp,
            LastUsedAt = now,
        };
        var next = new PasskeysState
        {
            Passkeys = state.Passkeys.Replace(passkey, used),
            PendingEvents = used.IsBackupEligible == passkey.IsBackupEligible
                ? []
                : [new OutboxEvent(
                    PasskeyBackupEligibilityChanged.Type, new PasskeyBackupEligibilityChanged(accountId, used.Id, used.IsBackupEligible))],
        };
        return (next, used);
    }

    private static Passkey? Find(PasskeysState state, string passkeyId) => state.Passkeys.FirstOrDefault(one => one.Id == passkeyId);

    private static string IdOf(string credentialId) => NameBasedId.Create("passkey\n" + credentialId).ToString();

    private static Error? WhatIsWrong(AddPasskey command)
    {
        if (!IsBytes(command.CredentialId, MinCredentialIdBytes, MaxCredentialIdBytes))
            return Error.Validation("/credential", "invalid_length", $"A credential id has {MinCredentialIdBytes} to {MaxCredentialIdBytes} bytes.");
        if (!IsBytes(command.PublicKey, 1, MaxPublicKeyBytes))
            return Error.Validation("/credential", "invalid_length", $"A public key has at most {MaxPublicKeyBytes} bytes.");
        return command.SignCount is < 0 or > uint.MaxValue
            ? Error.Validation("/credential", "out_of_range", "A signature counter has 32 bits.")
            : null;
    }

    private static bool IsBytes(string text, int min, int max) => Base64Url.IsValid(text, out var length) && length >= min && length <= max;

    private static Result<string> ParseName(string text)
    {
        var name = text.Trim();
        if (!PersonName.IsWellFormed(name))
            return Error.Validation("/name", "invalid", "A name has no control characters.");
        return name.Length is 0 or > MaxNameLength
            ? Error.Validation("/name", "invalid_length", $"A name has 1 to {MaxNameLength} characters.")
            : name;
    }

    private static string NextName(PasskeysState state)
    {
        var number = state.Passkeys.Length + 1;
        while (state.Passkeys.Any(one => one.Name == $"Passkey {number}"))
            number++;
        return $"Passkey {number}";
    }

    private static ImmutableArray<string> Known(ImmutableArray<string> transports) =>
        [.. transports.Where(static one => one.Length is > 0 and <= MaxTransportLength && one.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            .Distinct(StringComparer.Ordinal).Take(MaxTransports)];
}

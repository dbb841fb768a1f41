using Nusaloka.Accounts;
using Nusaloka.Codes;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts;

/// <summary>
/// The decisions about who may take a change of address or number back. To read the old one is not enough: it may be a lost SIM, or a number
/// whose provider has given it to somebody else.
/// </summary>
internal static class ReversalRules
{
    /// <summary>How many wrong passwords may be shown for one change.</summary>
    public const int MaxWrongPasswords = 5;

    private const int MaxReasonLength = 200;

    /// <summary>A change that the reader of the old address or number has a say in; null when there is none, or its time is over.</summary>
    public static IdentifierReversal? Find(AccountState state, long version, DateTimeOffset now) =>
        state.Reversals.FirstOrDefault(one => one.Version == version) is { OldVerifiedAt: not null } found && found.Until > now ? found : null;

    /// <summary>Whether somebody shows anything beside the code of the notice.</summary>
    public static bool ShowsSomething(RevertIdentifier command) => command is
        { OtherVersion: not null } or { Password: not null } or { ProvenIdentifier: not null } or { PasskeyAddedAt: not null };

    /// <summary>Whether what is shown, but for the password, was the account's before the change.</summary>
    public static bool IsProven(AccountState state, IdentifierReversal change, RevertIdentifier command, DateTimeOffset now) =>
        command.PasskeyAddedAt is { } added && added < change.ChangedAt
        || command.ProvenIdentifier is { } key && WasProven(state, change, key)
        || command.OtherVersion is { } version && Find(state, version, now) is { } other && other.Kind != change.Kind && other.OldVerifiedAt < Earlier(other, change);

    /// <summary>The version that is gone back to: of two changes whose codes are shown, the one before both.</summary>
    public static long VersionOf(RevertIdentifier command) => Math.Min(command.Version, command.OtherVersion ?? command.Version);

    /// <summary>The account after a wrong password was shown.</summary>
    public static AccountState CountWrong(AccountState state, IdentifierReversal change) => state with
    {
        Reversals = state.Reversals.Replace(change, change with { WrongPasswords = change.WrongPasswords + 1 }), PendingEvents = [],
    };

    /// <summary>
    /// The account with the wish of somebody who has proven nothing else; the same when one waits already, unless this one goes back further.
    /// </summary>
    public static Result<AccountState> Ask(
        string accountId, AccountState state, IdentifierReversal change, string language, TimeSpan wait, DateTimeOffset now)
    {
        if (state.Reversal is { } asked && (asked.IsContested || asked.Version <= change.Version))
            return state;
        if (now + wait > change.Until)
            return CodeErrors.RevertNeedsProof;

        return Stepped(
            accountId, state, new ReversalRequest(change.Version, now, now + wait, language), ReversalStep.AskedType, by: null, detail: "", now);
    }

    /// <summary>The account whose holder has objected; the same when they had. There must be a wish.</summary>
    public static AccountState Contest(string accountId, AccountState state, ReversalRequest asked, DateTimeOffset now) => asked.IsContested
        ? state
        : Stepped(accountId, state, asked with { IsContested = true }, ReversalStep.ContestedType, by: null, detail: "", now);

    /// <summary>The account after it was decided that the change stands: its code is good for nothing any more.</summary>
    public static AccountState Reject(string accountId, AccountState state, ReversalRequest asked, string? by, string detail, DateTimeOffset now)
    {
        var next = Stepped(accountId, state, asked, ReversalStep.RejectedType, by, detail, now);
        return next with { Reversal = null, Reversals = next.Reversals.RemoveAll(one => one.Version == asked.Version) };
    }

    /// <summary>What is wrong with an officer's reason; null for nothing.</summary>
    public static Error? WhatIsWrongWith(string reason) => reason.Trim().Length is 0 or > MaxReasonLength
        ? Error.Validation("/reason", "invalid_length", $"A reason has 1 to {MaxReasonLength} characters.")
        : null;

    // Where it was changed after that, it is not the account's, or was proven later.
    private static bool WasProven(AccountState state, IdentifierReversal change, string key)
    {
        var identifier = Identifier.OfKey(key);
        var provenAt = identifier.Kind == IdentifierKind.Email ? state.EmailVerifiedAt : state.PhoneVerifiedAt;
        return identifier.Kind != change.Kind && state.Identifiers.Contains(identifier) && provenAt < change.ChangedAt;
    }

    private static DateTimeOffset Earlier(IdentifierReversal one, IdentifierReversal other) =>
        one.ChangedAt < other.ChangedAt ? one.ChangedAt : other.ChangedAt;

    private static AccountState Stepped(
        string accountId, AccountState state, ReversalRequest asked, string type, string? by, string detail, DateTimeOffset now)
    {
        var change = state.Reversals.First(one => one.Version == asked.Version);
        var asker = new Identifier(change.Kind, change.Old ?? throw new InvalidOperationException($"Change {change.Version} of {accountId} replaced nothing."));
        return state with
        {
            Reversal = asked,
            Version = state.Version + 1,
            UpdatedAt = now,
            PendingEvents = [new OutboxEvent(type, new ReversalStep(accountId, asker.Key, asked.DueAt, asked.Language, by, detail, now))],
        };
    }
}

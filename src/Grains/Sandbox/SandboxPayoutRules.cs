using System.Security.Cryptography;
using System.Text;
using Nusaloka.Grains.Payments.Withdrawals;
using Nusaloka.Payments;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Sandbox;

namespace Nusaloka.Grains.Sandbox;

/// <summary>
/// How a payout goes: the bank takes two seconds, or a minute, and accepts it unless the account number's last three digits say
/// otherwise. They play what the amounts of payments play, as far as it makes sense here.
/// </summary>
internal static class SandboxPayoutRules
{
    private const int Tenfold = 10;

    private static readonly TimeSpan BankPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SlowBankPatience = TimeSpan.FromMinutes(1);

    /// <summary>What is wrong with an order; null when nothing is.</summary>
    public static Error? Check(CreateSandboxPayout command)
    {
        if (command.Amount.Currency != Currency.Idr || command.Amount.Units is < 1 or > SandboxRules.MaxAmount)
            return SandboxErrors.Invalid("/amount", $"The amount must be 1 to {SandboxRules.MaxAmount} rupiah.");

        // What a withdrawal may go to the sandbox must not refuse.
        var bank = new BankAccount(command.BankCode, command.AccountNumber, command.HolderName);
        return BankAccountRules.Check(bank, pointer: "") is [var wrong, ..] ? SandboxErrors.Invalid(wrong.Pointer, wrong.Detail) : null;
    }

    /// <summary>A new payout, or the one that is there when the same was asked for.</summary>
    public static Result<SandboxPayoutState> Create(SandboxPayoutState state, CreateSandboxPayout command, DateTimeOffset now)
    {
        var fingerprint = Fingerprint(command);
        if (state.Exists)
            return state.Fingerprint == fingerprint ? state : SandboxErrors.IdTaken;

        var behaviour = SandboxScript.OfAmount(Money.Rupiah(long.Parse(command.AccountNumber[^3..], provider: null)));
        return new SandboxPayoutState
        {
            Exists = true,
            Fingerprint = fingerprint,
            Amount = command.Amount,
            Behaviour = behaviour,
            Status = SandboxPayoutStatus.Pending,
            DueAt = now + (behaviour == SandboxBehaviour.Processing ? SlowBankPatience : BankPatience),
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    /// <summary>The bank answers, when it is time; and sends back what it had, where that is played.</summary>
    public static SandboxPayoutState Advance(SandboxPayoutState state, string id, DateTimeOffset now)
    {
        if (state.DueAt is not { } due || due > now)
            return state;

        var comesBack = state.Status == SandboxPayoutStatus.Succeeded;
        var fails = comesBack || state.Behaviour is SandboxBehaviour.Decline or SandboxBehaviour.DeclineForFunds;
        var next = state with
        {
            Status = fails ? SandboxPayoutStatus.Failed : SandboxPayoutStatus.Succeeded,
            FailureCode = comesBack ? "returned_by_bank" : fails ? "account_closed" : null,
            DueAt = !fails && state.Behaviour == SandboxBehaviour.RefundFails ? now + BankPatience : null,
            UpdatedAt = now,
        };
        var eventId = SandboxWebhookRules.EventId("payout/" + id, comesBack ? 2 : 1);
        var body = SandboxEventBodies.Event(eventId, "payout.updated", now, SandboxEventBodies.Payout(View(id, next)));
        var copies = state.Behaviour == SandboxBehaviour.TenfoldWebhook ? Tenfold : 1;
        return next with { PendingEvents = [new OutboxEvent(SandboxWebhook.Type, new SandboxWebhook(eventId, body, now, copies, IsForged: false))] };
    }

    /// <summary>What others may see.</summary>
    public static SandboxPayout View(string id, SandboxPayoutState state) => new(id, state.Status, state.Amount, state.FailureCode, state.UpdatedAt);

    private static string Fingerprint(CreateSandboxPayout command) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', command.Amount, command.BankCode, command.AccountNumber, command.HolderName))));
}

using Nusaloka.Persistence.Ledger;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Wallets;

/// <summary>
/// Holds. They are the ledger's, which lets each be resolved once and count no more from the moment it expires; a reminder sees to it
/// that this is written down.
/// </summary>
internal sealed partial class WalletGrain : IRemindable
{
    private const string HoldsReminder = "holds";

    /// <summary>How often the reminder ticks when its first tick was not enough.</summary>
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(10);

    /// <summary>The clock of the database, which decides, may be behind ours.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromSeconds(1);

    /// <summary>When the reminder is due; null when this activation does not know of one.</summary>
    private DateTimeOffset? _remindedAt;

    /// <summary>The latest registration of the reminder.</summary>
    private Task _reminding = Task.CompletedTask;

    /// <summary>How many holds are being made, which the ledger may not know of yet.</summary>
    private int _authorizing;

    public async Task<Result<Hold>> AuthorizeAsync(Authorize command, CancellationToken cancellationToken)
    {
        if (HoldRules.Check(Id, command, clock.GetUtcNow()) is { } wrong)
        {
            // What was right at its time may be repeated when that is over.
            return HoldRules.IsOnlyTooLate(wrong) && await ledger.FindHoldAsync(HoldRules.IdOf(Id, command), cancellationToken) is { } made
                && made.Code == Code && made.Fingerprint == command.Operation.Fingerprint
                ? HoldRules.Replay(made)
                : wrong;
        }

        if (_spender is null)
            return WalletErrors.NotFound;

        _authorizing++;
        try
        {
            // Before the hold: a reminder too many is harmless, one too few is not.
            await RemindAtAsync(command.ExpiresAt);
            if (Claim() is not { } spender)
                return WalletErrors.NotFound;

            var hold = HoldRules.Place(Id, command, spender);
            var result = await CommitAsync(ledger.HoldAsync(hold), spender);
            // A replay answers what was asked the first time, and the repeated command may name another time to expire.
            return result.Outcome == PostingOutcome.Replayed && await ledger.FindHoldAsync(hold.Id, CancellationToken.None) is { } stored
                ? HoldRules.Replay(stored)
                : HoldRules.Answer(Id, hold, result);
        }
        finally
        {
            _authorizing--;
        }
    }

    public async Task<Result<Movement>> CaptureAsync(CaptureHold command, CancellationToken cancellationToken)
    {
        var hold = await FindHoldAsync(command.HoldId, cancellationToken);
        if (hold is null || hold.Code != Code || !HoldRules.MayResolve(hold, command.Operation))
            return WalletErrors.HoldNotFound;
        if (WalletRules.Check(command.Amount ?? hold.Amount, command.Operation) is { } wrong)
            return wrong;

        var posting = HoldRules.Capture(hold, command);
        return HoldRules.AnswerCapture(hold, posting, await ledger.CaptureAsync(posting, hold.Id));
    }

    public async Task<Result<Hold>> VoidAsync(VoidHold command, CancellationToken cancellationToken)
    {
        var hold = await FindHoldAsync(command.HoldId, cancellationToken);
        if (hold is null || hold.Code != Code || !HoldRules.MayResolve(hold, command.Operation))
            return WalletErrors.HoldNotFound;
        if (WalletRules.Check(hold.Amount, command.Operation) is { } wrong)
            return wrong;

        return HoldRules.AnswerVoid(
            hold, await ledger.VoidAsync(HoldRules.VoidId(hold.Id, command.Operation), hold.Id, Code, hold.Amount.Currency));
    }

    public async Task<Result<WalletHolds>> GetHoldsAsync(CancellationToken cancellationToken)
    {
        var found = await ledger.GetHoldingsAsync(Code, WalletLimits.MaxListedHolds, cancellationToken);
        return found is { Account.IsClosed: false }
            ? new WalletHolds(BalanceOf(found.Account), [.. found.Holds.Select(HoldRules.ToHold)])
            : WalletErrors.NotFound;
    }

    public async Task<Result> HideAsync(string transactionId, CancellationToken cancellationToken) =>
        Guid.TryParse(transactionId, out var id) && await ledger.HideHoldAsync(id, Code, cancellationToken)
            ? Result.Success
            : WalletErrors.TransactionNotFound;

    /// <summary>Writes down which holds have expired, and sees to it that somebody does when the next one does.</summary>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _remindedAt = null;
        var next = await ledger.FindFirstHoldAsync(Code, CancellationToken.None);
        // One expiry takes along all that are due.
        if (next?.State == HoldState.Expired)
        {
            await ledger.ExpireAsync(next.Id, Code, next.Amount.Currency);
            next = await ledger.FindFirstHoldAsync(Code, CancellationToken.None);
        }

        if (next is not null)
            await RemindAtAsync(next.ExpiresAt);
        else if (_authorizing == 0 && await this.GetReminder(HoldsReminder) is { } reminder && _authorizing == 0 && _remindedAt is null)
            await this.UnregisterReminder(reminder);
    }

    /// <summary>Sees to it that the reminder ticks when a hold expires, or earlier. One after the other: the earliest must win.</summary>
    private Task RemindAtAsync(DateTimeOffset expiry) => _reminding = RemindAtAsync(expiry, _reminding);

    private async Task RemindAtAsync(DateTimeOffset expiry, Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        // What another activation has registered is not known here: the holds say what it must have been for.
        if (_remindedAt is null && await ledger.FindFirstHoldAsync(Code, CancellationToken.None) is { } first && first.ExpiresAt < expiry)
            expiry = first.ExpiresAt;
        var due = expiry + ClockDifference;
        if (_remindedAt <= due)
            return;

        var wait = due - clock.GetUtcNow();
        await this.RegisterOrUpdateReminder(HoldsReminder, wait > ClockDifference ? wait : ClockDifference, ReminderPeriod);
        _remindedAt = due;
    }

    private async Task<StoredHold?> FindHoldAsync(string holdId, CancellationToken cancellationToken) =>
        Guid.TryParse(holdId, out var id) ? await ledger.FindHoldAsync(id, cancellationToken) : null;
}

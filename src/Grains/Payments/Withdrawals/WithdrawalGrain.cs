using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Nusaloka.Accounts;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.Payments.Reconciliations;
using Nusaloka.Grains.State;
using Nusaloka.Payments;
using Nusaloka.Profiles;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Payments.Withdrawals;

/// <summary>
/// One withdrawal. Each thing is written before it is done, with a reminder that goes on with it; each can be done again. The payout has
/// the withdrawal's own id at the gateway, so there is one however often it is sent.
/// </summary>
[GrainType("withdrawal")]
internal sealed partial class WithdrawalGrain : Grain, IWithdrawalGrain, IPayoutNewsGrain, IComparedPayoutGrain, IErasableWithdrawalGrain, IRemindable
{
    private const string ReminderName = "withdrawal";

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    /// <summary>Money that is on its way to a bank must not become available: how long before the hold ends it is taken.</summary>
    private static readonly TimeSpan TakeBefore = TimeSpan.FromDays(1);

    /// <summary>How long money waits on whose account is banned or disputed when its day is over.</summary>
    private static readonly TimeSpan StoppedLook = TimeSpan.FromHours(6);

    private readonly CommittedState<WithdrawalState> _state;
    private readonly PaymentGateways _gateways;
    private readonly PaymentLedger _ledger;
    private readonly NpgsqlDataSource _dataSource;
    private readonly ReconciliationStore _comparisons;
    private readonly PaymentOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<WithdrawalGrain> _logger;

    public WithdrawalGrain(
        [PersistentState("state")] IPersistentState<WithdrawalState> state,
        PaymentGateways gateways,
        PaymentLedger ledger,
        NpgsqlDataSource dataSource,
        ReconciliationStore comparisons,
        IOptions<PaymentOptions> options,
        TimeProvider time,
        ILogger<WithdrawalGrain> logger)
    {
        _state = new CommittedState<WithdrawalState>(this, state);
        _gateways = gateways;
        _ledger = ledger;
        _dataSource = dataSource;
        _comparisons = comparisons;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    private string Id => this.GetPrimaryKeyString();

    private WithdrawalState State => _state.Value;

    private DateTimeOffset Now => _time.GetStoredUtcNow();

    private IWalletGrain Wallet => GrainFactory.GetGrain<IWalletGrain>(State.AccountId);

    public async Task<Result<WithdrawalResult>> RequestAsync(RequestWithdrawal command, CancellationToken cancellationToken)
    {
        // What the wallet refused has had no effect: the same request may succeed now.
        var isRefused = State is { Stage: WithdrawalStage.Done, HoldId: null };
        if (State.Stage != WithdrawalStage.None && State.Fingerprint != command.Fingerprint)
            return PaymentErrors.KeyReused;
        if (State.Stage != WithdrawalStage.None && !isRefused)
            return new WithdrawalResult(State.View(Id), Replayed: true);
        if (_gateways.FindPayouts(_options.PayoutGateway) is not { IsConfigured: true } gateway)
            return WithdrawalErrors.Unavailable;

        if (await IsDisputedAsync(command.AccountId, cancellationToken))
            return WithdrawalErrors.Disputed;

        var kept = await GrainFactory.GetGrain<IProfileGrain>(command.AccountId).GetKeptBankAccountAsync(cancellationToken);
        if ((command.BankAccount ?? kept.Value?.Account) is not { } bank)
            return Error.Validation("/bank_account", "required", "Name a bank account, or keep one in the profile.");
        var requested = WithdrawalRules.Request(
            command, bank, kept.Value is { } known && BankAccountRules.IsSame(known.Account, bank) ? known.Since : null, gateway.Name, _options.WaitAt(gateway.Name), Now);
        if (!requested.IsSuccess)
            return requested.Error;

        // Whoever leaves takes all that is there, however little.
        if (command.Amount.Units < _options.MinWithdrawal
            && (await GrainFactory.GetGrain<IWalletGrain>(command.AccountId).GetBalanceAsync(cancellationToken)).Value is { } wallet
            && command.Amount < wallet.Available)
        {
            return WithdrawalErrors.TooSmall(Money.Rupiah(_options.MinWithdrawal));
        }

        await this.RegisterOrUpdateReminder(ReminderName, Retry, ReminderPeriod);
        await _state.CommitAsync(requested.Value);
        if (await HoldAsync() is { } refused)
        {
            await ForgetAsync();
            return refused;
        }

        await GoOnAsync(isRepeat: false);
        return new WithdrawalResult(State.View(Id), Replayed: false);
    }

    public async Task<Result<Withdrawal>> GetAsync(CancellationToken cancellationToken) =>
        await _state.SettledAsync() is var settled && settled.Stage == WithdrawalStage.None ? WithdrawalErrors.NotFound : settled.View(Id);

    public async Task<Result<Withdrawal>> CancelAsync(CancellationToken cancellationToken)
    {
        var canceled = WithdrawalRules.Cancel(State, Now);
        if (!canceled.IsSuccess)
            return canceled.Error;

        await TakeAsync(canceled.Value);
        await GoOnAsync(isRepeat: false);
        return State.View(Id);
    }

    public async Task ApplyAsync(GatewayPayout payout, CancellationToken cancellationToken)
    {
        if (Payouts() is not { } gateway)
            return;
        // First what was begun, or the news would find no place.
        if (State.Stage is WithdrawalStage.Capture or WithdrawalStage.Release or WithdrawalStage.Return)
            await GoOnAsync(isRepeat: true);

        var next = WithdrawalRules.Apply(State, Id, payout, Now);
        if (next == State)
            return;
        if (next.Quarantine == State.Quarantine)
        {
            // As with payments: what moves money counts only when the gateway says the same when it is asked.
            var truth = await gateway.FindAsync(Guid.Parse(Id), cancellationToken);
            if (truth is null || truth.Status < payout.Status)
                throw new GatewayUnknownException(State.Gateway, $"a webhook says {payout.Status} of a payout, and it says {truth?.Status.ToString() ?? "nothing"} when asked");
            next = WithdrawalRules.Apply(State, Id, truth, Now);
        }

        if (next.Stage != WithdrawalStage.Done)
            await this.RegisterOrUpdateReminder(ReminderName, Retry, ReminderPeriod);
        await TakeAsync(next);
        await GoOnAsync(isRepeat: true);
    }

    public async Task<Result<QuarantineEntry>> ResolveQuarantineAsync(ResolveQuarantine command, CancellationToken cancellationToken)
    {
        GatewayPayout? truth = null;
        if (WithdrawalRules.Ends(State, command) && Payouts() is { } gateway)
        {
            var asked = await Comparison.AskAsync(() => gateway.FindAsync(Guid.Parse(Id), cancellationToken));
            if (!asked.IsReached)
                return PaymentErrors.GatewayUnavailable;
            truth = asked.Truth;
        }

        var resolved = WithdrawalRules.Resolve(State, command, truth, Now);
        if (!resolved.IsSuccess)
            return resolved.Error;

        await TakeAsync(resolved.Value);
        await GoOnAsync(isRepeat: true);
        return State.Quarantine.First(entry => entry.Id == command.EntryId);
    }

    public async Task<Comparison> CompareAsync(string gateway, CancellationToken cancellationToken)
    {
        var state = State;
        if (state is not { Stage: WithdrawalStage.Done, HoldId: { } holdId } || Payouts() is not { } payouts)
            return Comparison.Same;

        var asked = await Comparison.AskAsync(() => payouts.FindAsync(Guid.Parse(Id), cancellationToken));
        if (!asked.IsReached)
            return Comparison.Unreached;
        var taken = await TakenAsync(holdId, cancellationToken);
        var returned = await _comparisons.SumAsync(PaymentLedger.WithdrawalReturnIds(Id), cancellationToken);
        return Comparison.Of(ComparisonRules.Compare(state, Id, asked.Truth, taken - returned, Now));
    }

    public async Task EraseAsync(CancellationToken cancellationToken)
    {
        if (State.Stage == WithdrawalStage.Done && State.BankAccount.HolderName.Length > 0)
            await _state.CommitAsync(WithdrawalRules.Erased(State));
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (State.Stage is WithdrawalStage.None or WithdrawalStage.Done)
        {
            // The process died between the reminder and the state, or between the end and the reminder's.
            await ForgetAsync();
            return;
        }

        if (State.Stage == WithdrawalStage.Hold && await HoldAsync() is not null)
        {
            await ForgetAsync();
            return;
        }

        if (State.Stage == WithdrawalStage.Wait && Payouts() is { } gateway)
        {
            try
            {
                if (await gateway.FindAsync(Guid.Parse(Id), CancellationToken.None) is { } truth)
                    await TakeAsync(WithdrawalRules.Apply(State, Id, truth, Now));
            }
            catch (Exception exception) when (exception is GatewayUnavailableException or GatewayUnknownException)
            {
                LogWaits(exception, Id, State.Stage);
            }
        }

        await GoOnAsync(isRepeat: true);
        if (State is { Stage: WithdrawalStage.Send or WithdrawalStage.Wait, IsTakenEarly: false } && IsHoldAboutToEnd)
        {
            if (await TakeMoneyAsync())
                await _state.CommitAsync(WithdrawalRules.TakenEarly(State, Now));
        }
    }

    private async Task<bool> IsStoppedAsync() =>
        (await GrainFactory.GetGrain<IAccountGrain>(State.AccountId).GetStandingAsync()).Value is { IsBanned: true }
        || await IsDisputedAsync(State.AccountId, CancellationToken.None);

    private async Task<bool> IsDisputedAsync(string accountId, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        return await PaymentQueries.HasDisputedTopUpAsync(connection, accountId, cancellationToken);
    }

    private bool IsHoldAboutToEnd => State.HeldUntil is { } until && Now >= until - TakeBefore;

    private IPayoutGateway? Payouts() => _gateways.FindPayouts(State.Gateway);

    /// <summary>Sets the money aside: the reason why that cannot be, or null.</summary>
    private async Task<Error?> HoldAsync()
    {
        var until = State.CreatedAt + TimeSpan.FromDays(WalletLimits.MaxHoldDays) - TimeSpan.FromHours(1);
        var held = await Wallet.AuthorizeAsync(new Authorize(
            Payee.Ours(PaymentLedger.ClearingAccount(State.Gateway)), TransactionKind.Withdrawal, State.Amount, Description: "", until,
            PaymentLedger.Operation($"withdrawal:{Id}")));
        await _state.CommitAsync(held.IsSuccess
            ? WithdrawalRules.Held(State, Id, held.Value.Id, held.Value.ExpiresAt, Now)
            : WithdrawalRules.Refused(State, Id, held.Error.Code, Now));
        return held.Error;
    }

    private async Task GoOnAsync(bool isRepeat)
    {
        if (State.Stage == WithdrawalStage.Cool && !await IsCooledAsync())
            return;
        if (State.Stage == WithdrawalStage.Send && !await SendAsync(isRepeat))
            return;

        switch (State.Stage)
        {
            case WithdrawalStage.Capture:
                var isTaken = State.IsTakenEarly || await TakeMoneyAsync();
                await _state.CommitAsync(isTaken ? WithdrawalRules.Ended(State, Id, reason: null, Now) : WithdrawalRules.NotTaken(State, Id, Now));
                break;

            case WithdrawalStage.Release:
                await GiveBackAsync();
                await _state.CommitAsync(WithdrawalRules.Ended(State, Id, State.FailureCode, Now));
                break;

            case WithdrawalStage.Return:
                await _ledger.ReturnWithdrawalAsync(Id, State.Gateway, State.AccountId, State.Amount);
                await _state.CommitAsync(WithdrawalRules.Returned(State, Id, Now));
                break;
        }

        if (State.Stage == WithdrawalStage.Done)
            await ForgetAsync();
    }

    /// <summary>Whether the money goes on now; otherwise the reminder comes back when it does.</summary>
    private async Task<bool> IsCooledAsync()
    {
        if (State.PaysOutAt is { } at && at > Now)
        {
            await this.RegisterOrUpdateReminder(ReminderName, at - Now, ReminderPeriod);
            return false;
        }

        // Whoever had the account may have lost it meanwhile, and the money may be a bank's by now.
        if (await IsStoppedAsync())
        {
            if (!IsHoldAboutToEnd)
            {
                await this.RegisterOrUpdateReminder(ReminderName, StoppedLook, ReminderPeriod);
                return false;
            }

            await _state.CommitAsync(WithdrawalRules.GivenUp(State, Now));
            return true;
        }

        await _state.CommitAsync(WithdrawalRules.Cooled(State, Now));
        return true;
    }

    private async Task<bool> SendAsync(bool isRepeat)
    {
        try
        {
            if (Payouts() is not { } gateway)
                return false;
            var bank = State.BankAccount;
            var found = isRepeat ? await gateway.FindAsync(Guid.Parse(Id), CancellationToken.None) : null;
            if (found is null && IsHoldAboutToEnd)
            {
                // Nobody waits a month for a bank, and what was set aside is about to be free: it is not sent any more.
                await _state.CommitAsync(WithdrawalRules.GivenUp(State, Now));
                return true;
            }

            found ??= await gateway.CreateAsync(
                new PayoutOrder(Guid.Parse(Id), State.Amount, bank.BankCode, bank.AccountNumber, bank.HolderName, "Nusaloka"), CancellationToken.None);
            await TakeAsync(WithdrawalRules.Apply(State, Id, found, Now));
            return true;
        }
        catch (Exception exception) when (exception is GatewayUnavailableException or GatewayUnknownException)
        {
            // Whether it was done is found out by the reminder.
            LogWaits(exception, Id, State.Stage);
            return false;
        }
    }

    /// <summary>
    /// Takes what was set aside. When nobody went on with it until that was free again, which takes an outage of <see cref="TakeBefore"/>, it takes what the
    /// wallet has. False when that is not enough.
    /// </summary>
    private async Task<bool> TakeMoneyAsync() => (await CaptureAsync()).IsSuccess || (await Wallet.PayAsync(new Pay(
        PaymentLedger.ClearingAccount(State.Gateway), TransactionKind.Withdrawal, State.Amount, Description: "", PaymentLedger.LateWithdrawal(Id)))).IsSuccess;

    private Task<long> TakenAsync(string holdId, CancellationToken cancellationToken) =>
        _comparisons.SumAsync(PaymentLedger.WithdrawalIds(Id, State.AccountId, Guid.Parse(holdId)), cancellationToken);

    private Task<Result<Movement>> CaptureAsync() => Wallet.CaptureAsync(
        new CaptureHold(State.HoldId ?? "", Amount: null, PaymentLedger.Operation($"withdrawal capture:{Id}")));

    private async Task GiveBackAsync()
    {
        if (State.IsTakenEarly)
        {
            await _ledger.ReturnWithdrawalAsync(Id, State.Gateway, State.AccountId, State.Amount);
            return;
        }

        var voided = await Wallet.VoidAsync(new VoidHold(State.HoldId ?? "", PaymentLedger.Operation($"withdrawal void:{Id}")));
        // A hold that is resolved already has expired, and the money is free; or it was taken by a process that died before it wrote that down.
        if (voided.Error?.Code == WalletErrors.HoldResolved.Code && State.HoldId is { } holdId && await TakenAsync(holdId, CancellationToken.None) > 0)
            await _ledger.ReturnWithdrawalAsync(Id, State.Gateway, State.AccountId, State.Amount);
    }

    private Task TakeAsync(WithdrawalState next) => next == State ? Task.CompletedTask : _state.CommitAsync(next);

    private async Task ForgetAsync()
    {
        if (await this.GetReminder(ReminderName) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    [LoggerMessage(EventId = 3121, Level = LogLevel.Warning, Message = "Withdrawal {WithdrawalId} waits at stage {Stage}")]
    private partial void LogWaits(Exception exception, string withdrawalId, WithdrawalStage stage);
}

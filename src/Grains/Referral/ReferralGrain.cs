using Microsoft.Extensions.Options;
using Nusaloka.Accounts;
using Nusaloka.Grains.State;
using Nusaloka.Payments;
using Nusaloka.Referral;

namespace Nusaloka.Grains.Referral;

/// <summary>
/// One person's invitations. As a newcomer they are a small saga: counted against the bounds, then due, which is written with a reminder,
/// then credited. Each step can be done again and has its effect once.
/// </summary>
[GrainType("referral")]
internal sealed class ReferralGrain : Grain, IReferralGrain, INewcomerGrain, IRemindable
{
    private const string ReminderName = "reward";
    private const int MaxCodes = 20;

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    private readonly CommittedState<ReferralState> _state;
    private readonly ReferralFingerprints _fingerprints;
    private readonly RewardQuotas _quotas;
    private readonly ReferralLedger _ledger;
    private readonly ReferralOptions _options;
    private readonly TimeProvider _time;
    private readonly RewardDebts _debts;

    public ReferralGrain(
        [PersistentState("state")] IPersistentState<ReferralState> state,
        ReferralFingerprints fingerprints,
        RewardQuotas quotas,
        ReferralLedger ledger,
        IOptions<ReferralOptions> options,
        TimeProvider time)
    {
        _state = new CommittedState<ReferralState>(this, state);
        _debts = new RewardDebts(Id, _state, ledger);
        _fingerprints = fingerprints;
        _quotas = quotas;
        _ledger = ledger;
        _options = options.Value;
        _time = time;
    }

    private string Id => this.GetPrimaryKeyString();

    private ReferralState State => _state.Value;

    private DateTimeOffset Now => _time.GetStoredUtcNow();

    public async Task<Result<ReferralOverview>> GetAsync(CancellationToken cancellationToken)
    {
        var account = await AccountAsync(Id, cancellationToken);
        if (!account.IsSuccess)
            return account.Error;
        if (ReferralRules.AwaitsProof(State) && ReferralRules.IsProven(account.Value, _options) && State is { Completed: { } purchase, Invitation: { } invitation })
            await RewardAsync(invitation, purchase, cancellationToken);
        return await ViewAsync(cancellationToken);
    }

    public async Task<Result<ReferralOverview>> JoinAsync(JoinReferral command, CancellationToken cancellationToken)
    {
        var account = await AccountAsync(Id, cancellationToken);
        if (!account.IsSuccess)
            return account.Error;
        if (!ReferralCode.TryParse(command.Code, out var code))
            return ReferralErrors.CodeUnknown;
        if (State.Invitation is { } invitation)
            return invitation.Code == code ? await ViewAsync(cancellationToken) : ReferralErrors.AlreadyJoined;

        var referrer = await FindOwnerAsync(code, cancellationToken);
        if (ReferralRules.Check(account.Value, referrer) is { } wrong)
            return wrong;
        if (ReferralRules.IsTooLate(State, account.Value, _options, Now))
            return ReferralErrors.TooLate;

        var device = State.Device ?? _fingerprints.OfDevice(command.DeviceId);
        if (referrer is null || await IsSamePersonAsync(account.Value, device, referrer, cancellationToken))
            return ReferralErrors.OwnCode;
        var address = _fingerprints.OfAddress(command.Address);
        await _state.CommitAsync(ReferralRules.Join(State with { Device = device }, referrer.Id, code, address, isSamePerson: false, _options, Now));
        return await ViewAsync(cancellationToken);
    }

    public async Task RegisterAsync(ReferralClaim claim, CancellationToken cancellationToken)
    {
        if (State.Invitation is not null)
            return;

        var next = State with { Device = State.Device ?? claim.Device };
        var account = await AccountAsync(Id, cancellationToken);
        if (claim.Code is { } code && account.IsSuccess && await FindOwnerAsync(code, cancellationToken) is { } referrer
            && ReferralRules.Check(account.Value, referrer) is null)
        {
            var isSamePerson = await IsSamePersonAsync(account.Value, next.Device, referrer, cancellationToken);
            next = ReferralRules.Join(next, referrer.Id, code, claim.Address, isSamePerson, _options, Now);
        }

        if (next != State)
            await _state.CommitAsync(next);

        // This may be heard of late.
        if (State is { Completed: { } purchase, Invitation: { } invitation })
            await RewardAsync(invitation, purchase, cancellationToken);
    }

    public async Task HasPaidAsync(string paymentId, Money amount, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (State.FirstPayment is null)
            await _state.CommitAsync(State with { FirstPayment = new PaidPayment(paymentId, amount, at) });
    }

    public async Task HasCompletedAsync(CompletedPurchase purchase, CancellationToken cancellationToken)
    {
        if (State.Completed is null)
            await _state.CommitAsync(State with { FirstPayment = State.FirstPayment ?? purchase.Payment, Completed = purchase });
        if (State.Invitation is { } invitation)
            await RewardAsync(invitation, purchase, cancellationToken);
    }

    public async Task HasUndoneAsync(string paymentId, Money left, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // Whoever is not known yet to be invited must not be rewarded for it later.
        if (State.Completed is { Payment: { } paid } completed && paid.PaymentId == paymentId && left < paid.Amount)
            await _state.CommitAsync(State with { Completed = completed with { Payment = paid with { Amount = left } } });
        if (State.Invitation is not { } invitation)
            return;

        // What waits for room in a wallet is given or given up first, so that it is known what there is to take back.
        if (invitation is { Status: ReferralStatus.Due } && invitation.PaymentId == paymentId && !ReferralRules.IsEnough(invitation, left))
            invitation = await CommitAsync(await _ledger.KeepCreditedAsync(Id, invitation, Now, cancellationToken));
        var next = ReferralRules.Undo(State, invitation, new PaidPayment(paymentId, left, at), _options);
        if (next.Status != ReferralStatus.TakenBack || next.IsTakenBack)
            return;

        await this.RegisterOrUpdateReminder(ReminderName, Retry, Period);
        await CommitAsync(next);
        await TakeBackAsync(next, cancellationToken);
    }

    public async Task OweAsync(string debtId, Money amount, CancellationToken cancellationToken)
    {
        await _debts.AddAsync(debtId, amount);
        await _debts.SettleAsync();
    }

    public Task SettleAsync(CancellationToken cancellationToken) => _debts.SettleAsync();

    public Task<string?> GetDeviceAsync(CancellationToken cancellationToken) => Task.FromResult(State.Device);

    public async Task EraseAsync(CancellationToken cancellationToken)
    {
        if ((await AccountAsync(Id, cancellationToken)).Error?.Code != AccountErrors.NotFound.Code)
            return;

        if (State.Code is { } code)
            await GrainFactory.GetGrain<IReferralCodeGrain>(code).RetireAsync(Id, cancellationToken);
        var erased = ReferralRules.Erase(State);
        if (erased != State)
            await _state.CommitAsync(erased);
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (State.Invitation is { Status: ReferralStatus.Due } invitation)
            await CreditAsync(invitation);
        else if (State.Invitation is { Status: ReferralStatus.TakenBack, IsTakenBack: false } undone)
            await TakeBackAsync(undone, CancellationToken.None);
        else
            await ForgetAsync();
    }

    private Task<Result<Account>> AccountAsync(string accountId, CancellationToken cancellationToken) =>
        GrainFactory.GetGrain<IAccountGrain>(accountId).GetAsync(cancellationToken);

    private async Task<Account?> FindOwnerAsync(string code, CancellationToken cancellationToken) =>
        await GrainFactory.GetGrain<IReferralCodeGrain>(code).FindOwnerAsync(cancellationToken) is { } owner
            ? (await AccountAsync(owner, cancellationToken)).Value
            : null;

    private async Task<bool> IsSamePersonAsync(Account account, string? device, Account referrer, CancellationToken cancellationToken) =>
        _fingerprints.OfIdentifiers(account).Intersect(_fingerprints.OfIdentifiers(referrer)).Any()
        || (device is not null && device == await GrainFactory.GetGrain<INewcomerGrain>(referrer.Id).GetDeviceAsync(cancellationToken));

    /// <summary>Gives the rewards when this purchase earns them.</summary>
    private async Task RewardAsync(InvitationState invitation, CompletedPurchase purchase, CancellationToken cancellationToken)
    {
        if (ReferralRules.Earns(invitation, purchase.Payment) && ReferralRules.Earns(invitation, await LeftAsync(purchase.Payment, cancellationToken)))
            invitation = await DecideAsync(invitation, purchase, cancellationToken);
        if (invitation.Status == ReferralStatus.Due)
            await CreditAsync(invitation);
    }

    /// <summary>The payment with what is left of it: something may have gone back, or been taken by a bank, before its purchase was heard of.</summary>
    private async Task<PaidPayment> LeftAsync(PaidPayment paid, CancellationToken cancellationToken)
    {
        var found = await GrainFactory.GetGrain<IPaymentGrain>(paid.PaymentId).GetAsync(cancellationToken);
        return found is { IsSuccess: true, Value: { } payment } && ReferralRules.Left(payment) is var left && left < paid.Amount
            ? paid with { Amount = left }
            : paid;
    }

    private async Task<InvitationState> DecideAsync(InvitationState invitation, CompletedPurchase purchase, CancellationToken cancellationToken)
    {
        var payment = purchase.Payment;
        var account = await AccountAsync(Id, cancellationToken);
        var reason = ReferralRules.IsAmongThemselves(Id, invitation, purchase) ? ReferralReasons.PaidReferrer
            : ReferralRules.IsOver(invitation, payment, _options) ? ReferralReasons.TooLate
            : !account.IsSuccess ? ReferralReasons.AccountClosed
            : null;
        if (reason is null && !ReferralRules.IsProven(account.Value!, _options))
        {
            // The one that earned, which need not be the first.
            var waiting = invitation with { Reason = ReferralReasons.PhoneNotProven };
            await _state.CommitAsync(State with { Completed = purchase, Invitation = waiting });
            return waiting;
        }

        reason ??= !await _quotas.TakePayeeAsync(Id, purchase.PayeeId, _options, Now, cancellationToken) ? ReferralReasons.TooManyWithPayee
            : await _quotas.TakePersonAsync(account.Value!, State.Device, invitation, _options, Now, cancellationToken);
        if (reason is not null)
            return await CommitAsync(ReferralRules.Refuse(invitation, reason));

        var referrer = await AccountAsync(invitation.ReferrerId, cancellationToken);
        var referrerReason = !referrer.IsSuccess ? ReferralReasons.ReferrerGone
            : !ReferralRules.IsProven(referrer.Value, _options) ? ReferralReasons.ReferrerNotProven
            : await _quotas.TakeReferrerAsync(Id, invitation, Now, cancellationToken) ? null
            : ReferralReasons.ReferrerCapReached;
        await this.RegisterOrUpdateReminder(ReminderName, Retry, Period);
        return await CommitAsync(ReferralRules.MakeDue(invitation, payment, referrerReason, Now));
    }

    private async Task CreditAsync(InvitationState invitation)
    {
        var newcomer = await _ledger.CreditNewcomerAsync(Id, invitation.NewcomerReward);
        var referrer = await _ledger.CreditReferrerAsync(Id, invitation.ReferrerId, invitation.ReferrerReward);
        if (ReferralRules.Settle(invitation, newcomer, referrer, Now) is not { } settled)
            return;

        await CommitAsync(settled);
        await _debts.SettleAsync();
        if (settled.ReferrerReward.Units > 0)
            await GrainFactory.GetGrain<INewcomerGrain>(settled.ReferrerId).SettleAsync();
        await ForgetAsync();
    }

    /// <summary>Both sides owe what they were credited; whoever is told twice owes it once.</summary>
    private async Task TakeBackAsync(InvitationState invitation, CancellationToken cancellationToken)
    {
        await _debts.AddAsync(ReferralLedger.NewcomerDebt(Id), invitation.NewcomerReward);
        await _debts.SettleAsync();
        if (invitation.ReferrerReward.Units > 0)
        {
            await GrainFactory.GetGrain<INewcomerGrain>(invitation.ReferrerId)
                .OweAsync(ReferralLedger.ReferrerDebt(Id), invitation.ReferrerReward, cancellationToken);
        }

        await CommitAsync(invitation with { IsTakenBack = true });
        await ForgetAsync();
    }

    private async Task<InvitationState> CommitAsync(InvitationState invitation)
    {
        await _state.CommitAsync(State with { Invitation = invitation });
        return invitation;
    }

    private async Task<ReferralOverview> ViewAsync(CancellationToken cancellationToken)
    {
        var code = State.Code ?? await TakeCodeAsync(cancellationToken);
        return ReferralRules.View(code, State, _options.TermsOn(ReferralRules.DayOf(Now)));
    }

    private async Task<string> TakeCodeAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxCodes; attempt++)
        {
            var code = ReferralRules.CodeOf(Id, attempt);
            if (!await GrainFactory.GetGrain<IReferralCodeGrain>(code).ClaimAsync(Id, cancellationToken))
                continue;

            await _state.CommitAsync(State with { Code = code });
            return code;
        }

        throw new InvalidOperationException($"{MaxCodes} codes for {Id} are taken: there are too few codes for so many people.");
    }

    private async Task ForgetAsync()
    {
        if (await this.GetReminder(ReminderName) is { } reminder)
            await this.UnregisterReminder(reminder);
    }
}

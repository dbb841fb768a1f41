using System.Security.Cryptography;
using System.Text;
using Nusaloka.Payments;
using Nusaloka.Sandbox;

namespace Nusaloka.Grains.Sandbox;

/// <summary>
/// How a payment at the sandbox gateway goes: pure functions from state and command to the next state, with the webhooks that tell of it.
/// What is no change answers the very same state.
/// </summary>
internal static class SandboxRules
{
    /// <summary>Refunds that one payment can have.</summary>
    public const int MaxRefunds = 100;

    /// <summary>The most that can be paid at once.</summary>
    public const long MaxAmount = 10_000_000_000;

    private const int MaxDescriptionLength = 200;
    private const string Instant = "instant";
    private const string Qris = "qris";
    private const string VirtualAccount = "_va";

    private static readonly TimeSpan BankPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DisputeLength = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MoneyOnItsWay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AuthorizationLife = TimeSpan.FromDays(7);

    /// <summary>What is wrong with an order; null when nothing is.</summary>
    public static Error? Check(CreateSandboxPayment command)
    {
        if (command.Amount.Currency != Currency.Idr || command.Amount.Units is < 1 or > MaxAmount)
            return SandboxErrors.Invalid("/amount", $"The amount must be 1 to {MaxAmount} rupiah.");
        if (command.Description.Length > MaxDescriptionLength)
            return SandboxErrors.Invalid("/description", $"The description may have {MaxDescriptionLength} characters.");
        if (!Uri.TryCreate(command.ReturnUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            return SandboxErrors.Invalid("/return_url", "The address must begin with http:// or https://.");
        return command.Channel is null or Instant or Qris || command.Channel.EndsWith(VirtualAccount, StringComparison.Ordinal)
            ? null
            : SandboxErrors.Invalid("/channel", "The channel must be qris, instant, or a virtual account such as bca_va.");
    }

    /// <summary>A new payment, or the one that is there when the same was asked for.</summary>
    public static Result<SandboxPaymentState> Create(SandboxPaymentState state, string id, CreateSandboxPayment command, DateTimeOffset now)
    {
        var fingerprint = Fingerprint(command);
        if (state.Exists)
            return state.Fingerprint == fingerprint ? state : SandboxErrors.IdTaken;

        var asked = new SandboxPaymentState
        {
            Exists = true,
            Fingerprint = fingerprint,
            Amount = command.Amount,
            Description = command.Description,
            ManualCapture = command.ManualCapture,
            ReturnUrl = command.ReturnUrl,
            ExpiresAt = command.ExpiresAt,
            Behaviour = command.Card is { } card ? SandboxScript.OfCard(card) : SandboxScript.OfAmount(command.Amount),
            Status = SandboxStatus.RequiresAction,
            CreatedAt = now,
            UpdatedAt = now,
            Due = [new SandboxDue(command.ExpiresAt, SandboxDueKind.Expire)],
        };
        return command.Card is not null || command.Channel == Instant
            ? Confirm(asked, id, now)
            : Wait(asked, id, StepOf(command.Channel), ValueOf(command.Channel, id), now);
    }

    /// <summary>The payer acts on the pay page.</summary>
    public static Result<SandboxPaymentState> Act(SandboxPaymentState state, string id, SandboxAction action, string? card, DateTimeOffset now)
    {
        if (!state.Exists)
            return SandboxErrors.NotFound;
        if (state.Status != SandboxStatus.RequiresAction)
            return SandboxErrors.NotNow;

        return (state.Step == SandboxStep.Confirm, action) switch
        {
            (true, SandboxAction.Approve) => Settle(state, id, now),
            (true, SandboxAction.Refuse) => End(state, id, SandboxStatus.Declined, "authentication_failed", "payment.declined", now),
            (false, SandboxAction.Pay) => Confirm(card is null ? state : state with { Behaviour = SandboxScript.OfCard(card) }, id, now),
            (false, SandboxAction.Decline) => End(state, id, SandboxStatus.Declined, "declined_by_payer", "payment.declined", now),
            _ => SandboxErrors.NotNow,
        };
    }

    /// <summary>Takes what was authorized, or a part of it.</summary>
    public static Result<SandboxPaymentState> Capture(SandboxPaymentState state, string id, Money amount, DateTimeOffset now)
    {
        if (!state.Exists)
            return SandboxErrors.NotFound;
        if (state.Status == SandboxStatus.Succeeded && state.ManualCapture && state.Captured == amount)
            return state;
        if (state.Status != SandboxStatus.RequiresCapture)
            return SandboxErrors.NotNow;
        return amount.Currency == Currency.Idr && amount.Units >= 1 && amount <= state.Amount ? Succeed(state, id, amount, now) : SandboxErrors.TooMuch;
    }

    /// <summary>Gives the payment up.</summary>
    public static Result<SandboxPaymentState> Cancel(SandboxPaymentState state, string id, DateTimeOffset now)
    {
        if (!state.Exists)
            return SandboxErrors.NotFound;
        if (state.Status == SandboxStatus.Canceled)
            return state;
        if (state.Status is not (SandboxStatus.RequiresAction or SandboxStatus.RequiresCapture))
            return SandboxErrors.NotNow;

        var canceled = End(state, id, SandboxStatus.Canceled, "canceled", "payment.canceled", now);
        return state.Behaviour == SandboxBehaviour.LatePayment
            ? canceled with { Due = [new SandboxDue(now + MoneyOnItsWay, SandboxDueKind.PayLate)] }
            : canceled;
    }

    /// <summary>Gives money back.</summary>
    public static Result<SandboxPaymentState> Refund(SandboxPaymentState state, string id, RefundSandboxPayment command, DateTimeOffset now)
    {
        if (!state.Exists)
            return SandboxErrors.NotFound;
        if (Find(state, command.ReferenceId) is { } earlier)
            return earlier.Amount == command.Amount ? state : SandboxErrors.IdTaken;
        if (state.Status != SandboxStatus.Succeeded)
            return SandboxErrors.NotNow;
        if (command.Amount.Currency != Currency.Idr || command.Amount.Units < 1 || command.Amount > state.Captured - state.Refunded || state.Refunds.Length >= MaxRefunds)
            return SandboxErrors.TooMuch;

        var fails = state.Behaviour == SandboxBehaviour.RefundFails;
        var refund = new SandboxRefund(command.ReferenceId, fails ? RefundStatus.Pending : RefundStatus.Succeeded, command.Amount, FailureCode: null);
        var next = state with
        {
            Refunds = state.Refunds.Add(refund),
            Due = fails ? state.Due.Add(new SandboxDue(now + Moment, SandboxDueKind.FailRefund, command.ReferenceId)) : state.Due,
            UpdatedAt = now,
            PendingEvents = [],
        };
        return next.TellRefund(id, refund, now);
    }

    /// <summary>Lets happen what is due.</summary>
    public static SandboxPaymentState Advance(SandboxPaymentState state, string id, DateTimeOffset now)
    {
        var next = state with { PendingEvents = [] };
        while (next.Due.Where(due => due.At <= now).MinBy(static due => due.At) is { } due)
            next = Happen(next with { Due = next.Due.Remove(due) }, id, due, now);
        return next;
    }

    /// <summary>The refund of that id; null when there is none.</summary>
    public static SandboxRefund? Find(SandboxPaymentState state, string refundId) =>
        state.Refunds.FirstOrDefault(refund => refund.ReferenceId == refundId);

    /// <summary>What others may see.</summary>
    public static SandboxPayment View(string id, SandboxPaymentState state) => new(
        id, state.Status, state.Amount, state.Captured,
        Money.Rupiah(state.Refunds.Where(static refund => refund.Status == RefundStatus.Succeeded).Sum(static refund => refund.Amount.Units)),
        state.Description, state.Step, state.StepValue, state.FailureCode, state.ReturnUrl, state.ExpiresAt, state.UpdatedAt, state.Refunds, state.Dispute);

    /// <summary>How the request that has made it is answered.</summary>
    public static SandboxAnswer Answer(SandboxBehaviour behaviour) => behaviour switch
    {
        SandboxBehaviour.NoAnswer => SandboxAnswer.Never,
        SandboxBehaviour.ServerError => SandboxAnswer.ServerError,
        SandboxBehaviour.LateAnswer => SandboxAnswer.Late,
        _ => SandboxAnswer.Normal,
    };

    private static SandboxPaymentState Confirm(SandboxPaymentState state, string id, DateTimeOffset now) => state.Behaviour switch
    {
        SandboxBehaviour.Decline => End(state, id, SandboxStatus.Declined, "card_declined", "payment.declined", now),
        SandboxBehaviour.DeclineForFunds => End(state, id, SandboxStatus.Declined, "insufficient_funds", "payment.declined", now),
        SandboxBehaviour.DeclineUnknownCard => End(state, id, SandboxStatus.Declined, "not_a_test_card", "payment.declined", now),
        SandboxBehaviour.ThreeDSecure => Wait(state, id, SandboxStep.Confirm, value: null, now),
        SandboxBehaviour.Processing => (state with
        {
            Status = SandboxStatus.Processing,
            Step = SandboxStep.None,
            StepValue = null,
            Due = [new SandboxDue(now + BankPatience, SandboxDueKind.Settle)],
            UpdatedAt = now,
            PendingEvents = [],
        }).TellStatus(id, "payment.processing", now),
        _ => Settle(state, id, now),
    };

    private static SandboxPaymentState Wait(SandboxPaymentState state, string id, SandboxStep step, string? value, DateTimeOffset now) =>
        (state with { Step = step, StepValue = value, UpdatedAt = now, PendingEvents = [] }).TellStatus(id, "payment.requires_action", now);

    private static SandboxPaymentState Settle(SandboxPaymentState state, string id, DateTimeOffset now) => state.ManualCapture
        ? (state with
        {
            Status = SandboxStatus.RequiresCapture,
            Step = SandboxStep.None,
            StepValue = null,
            Due = [new SandboxDue(now + AuthorizationLife, SandboxDueKind.Expire)],
            UpdatedAt = now,
            PendingEvents = [],
        }).TellStatus(id, "payment.authorized", now)
        : Succeed(state, id, state.Amount, now);

    private static SandboxPaymentState Succeed(SandboxPaymentState state, string id, Money amount, DateTimeOffset now) => (state with
    {
        Status = SandboxStatus.Succeeded,
        Captured = amount,
        Step = SandboxStep.None,
        StepValue = null,
        FailureCode = null,
        Due = state.Behaviour is SandboxBehaviour.DisputeLost or SandboxBehaviour.DisputeWon
            ? [new SandboxDue(now + Moment, SandboxDueKind.OpenDispute)]
            : [],
        UpdatedAt = now,
        PendingEvents = [],
    }).TellStatus(id, "payment.succeeded", now);

    private static SandboxPaymentState End(
        SandboxPaymentState state, string id, SandboxStatus status, string failureCode, string type, DateTimeOffset now) => (state with
        {
            Status = status,
            FailureCode = failureCode,
            Step = SandboxStep.None,
            StepValue = null,
            Due = [],
            UpdatedAt = now,
            PendingEvents = [],
        }).TellStatus(id, type, now);

    private static SandboxPaymentState Happen(SandboxPaymentState state, string id, SandboxDue due, DateTimeOffset now)
    {
        var told = state.PendingEvents;
        var next = due.Kind switch
        {
            SandboxDueKind.Expire => End(state, id, SandboxStatus.Canceled, "expired", "payment.canceled", now),
            SandboxDueKind.Settle => Settle(state, id, now),
            SandboxDueKind.PayLate => Succeed(state, id, state.Amount, now),
            SandboxDueKind.OpenDispute => OpenDispute(state, id, now),
            SandboxDueKind.CloseDispute => CloseDispute(state, id, now),
            _ => FailRefund(state, id, due.RefundId ?? "", now),
        };
        return next with { PendingEvents = [.. told, .. next.PendingEvents] };
    }

    private static SandboxPaymentState OpenDispute(SandboxPaymentState state, string id, DateTimeOffset now) => (state with
    {
        Dispute = new SandboxDispute(DisputeStatus.NeedsResponse, state.Captured, "fraudulent"),
        DisputedAt = now,
        Due = state.Due.Add(new SandboxDue(now + DisputeLength, SandboxDueKind.CloseDispute)),
        UpdatedAt = now,
        PendingEvents = [],
    }).TellDispute(id, "dispute.opened", now).TellDispute(id, "dispute.funds_withdrawn", now);

    private static SandboxPaymentState CloseDispute(SandboxPaymentState state, string id, DateTimeOffset now)
    {
        var won = state.Behaviour == SandboxBehaviour.DisputeWon;
        var closed = (state with
        {
            Dispute = state.Dispute is { } dispute ? dispute with { Status = won ? DisputeStatus.Won : DisputeStatus.Lost } : null,
            UpdatedAt = now,
            PendingEvents = [],
        }).TellDispute(id, "dispute.closed", now);
        return won ? closed.TellDispute(id, "dispute.funds_reinstated", now) : closed;
    }

    private static SandboxPaymentState FailRefund(SandboxPaymentState state, string id, string refundId, DateTimeOffset now)
    {
        if (Find(state, refundId) is not { } refund)
            return state with { PendingEvents = [] };
        var failed = refund with { Status = RefundStatus.Failed, FailureCode = "account_closed" };
        return (state with { Refunds = state.Refunds.Replace(refund, failed), UpdatedAt = now, PendingEvents = [] }).TellRefund(id, failed, now);
    }

    private static SandboxStep StepOf(string? channel) => channel switch
    {
        null => SandboxStep.Pay,
        Qris => SandboxStep.Scan,
        _ => SandboxStep.Transfer,
    };

    private static string? ValueOf(string? channel, string id) => channel switch
    {
        null => null,
        Qris => $"SANDBOX-QRIS-{id}",
        _ => $"{channel[..^VirtualAccount.Length]} 8808{Math.Abs(BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 8)) >> 1) % 1_000_000_000_000:D12}",
    };

    private static string Fingerprint(CreateSandboxPayment command) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', command.Amount, command.Description, command.ManualCapture, command.Card is { } card ? SandboxScript.OfCard(card) : null, command.Channel, command.ReturnUrl, command.ExpiresAt.UtcTicks))));
}

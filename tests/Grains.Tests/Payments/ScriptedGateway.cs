using System.Collections.Concurrent;
using System.Text;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.Payments.Gateways.Http;
using Nusaloka.Payments;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Grains.Tests.Payments;

/// <summary>
/// A gateway that does what a test says: the token of a payment says what becomes of it. What it has done it knows for certain, whatever
/// it answered, so that tests can count charges.
/// </summary>
internal sealed class ScriptedGateway : IPaymentGateway, IPayoutGateway
{
    /// <summary>What the token of a payment can be, beside any other, which succeeds.</summary>
    public const string Declined = "declined";
    public const string Asks = "asks";
    public const string Waits = "waits";
    public const string TimesOutAfterSuccess = "times_out_after_success";
    public const string TimesOutBeforeAnything = "times_out_before_anything";
    public const string Unreachable = "unreachable";
    public const string TakesAnotherAmount = "takes_another_amount";
    public const string TimesOutAndStaysSilent = "times_out_and_stays_silent";
    public const string HidesWhatItHas = "hides_what_it_has";
    public const string TakesAndNeverShows = "takes_and_never_shows";
    public const string GoodSignature = "good";

    private readonly ConcurrentDictionary<Guid, GatewayPayment> _payments = new();
    private readonly ConcurrentDictionary<Guid, string> _tokens = new();
    private readonly ConcurrentDictionary<Guid, (Guid PaymentId, GatewayRefund Refund)> _refunds = new();
    private readonly ConcurrentDictionary<Guid, GatewayPayout> _payouts = new();
    private readonly ConcurrentDictionary<string, (Guid PaymentId, GatewayRefund Refund)> _refundsOfOthers = new();
    private readonly ConcurrentDictionary<string, (Guid PaymentId, GatewayDispute Dispute)> _disputes = new();
    private readonly ConcurrentDictionary<Guid, int> _creations = new();
    private readonly ConcurrentDictionary<Guid, int> _questions = new();
    private readonly ConcurrentDictionary<Guid, int> _refundOrders = new();

    public string Name => "sandbox";

    public bool IsConfigured => true;

    public GatewayAbilities Abilities { get; } = new(
        ManualCapture: true, PartialCapture: true, PartialRefund: true, Disputes: true, Money.Rupiah(1), Money.Rupiah(PaymentLimits.MaxAmount));

    /// <summary>What happens to refunds of this payment: failed, pending, or times out after success, and answers no question then or does, or does not show it and
    /// refuses it.</summary>
    public ConcurrentDictionary<Guid, string> RefundScript { get; } = new();

    /// <summary>What happens to payouts to this account number.</summary>
    public ConcurrentDictionary<string, string> PayoutScript { get; } = new();

    /// <summary>Runs after a payment was made and before anybody is told.</summary>
    public ConcurrentDictionary<Guid, Func<Task>> BeforeAnswer { get; } = new();

    /// <summary>How often the gateway has taken money for it.</summary>
    public int Charges(Guid paymentId) => _payments.TryGetValue(paymentId, out var payment) && payment.AmountCaptured.Units > 0 ? 1 : 0;

    /// <summary>How often it was asked to make it.</summary>
    public int Creations(Guid paymentId) => _creations.GetValueOrDefault(paymentId);

    /// <summary>How often it was asked how it stands.</summary>
    public int Questions(Guid paymentId) => _questions.GetValueOrDefault(paymentId);

    /// <summary>How often it was asked to make the refund.</summary>
    public int RefundOrders(Guid refundId) => _refundOrders.GetValueOrDefault(refundId);

    /// <summary>What it really has taken and not given back, of all payments.</summary>
    public long Net => _payments.Values.Sum(static payment => payment.AmountCaptured.Units)
        - _refunds.Values.Where(static refund => refund.Refund.Status == RefundStatus.Succeeded).Sum(static refund => refund.Refund.Amount.Units);

    public GatewayPayment Truth(Guid paymentId) => _payments[paymentId];

    public GatewayRefund RefundTruth(Guid refundId) => _refunds[refundId].Refund;

    public GatewayPayout PayoutTruth(Guid payoutId) => _payouts[payoutId];

    /// <summary>Something happens at the gateway of which it tells nobody.</summary>
    public void Change(Guid paymentId, Func<GatewayPayment, GatewayPayment?> change)
    {
        if (change(_payments[paymentId]) is { } changed)
            _payments[paymentId] = changed;
        else
            _payments.TryRemove(paymentId, out _);
    }

    /// <summary>Somebody gives money back at the gateway itself.</summary>
    public GatewayRefund RefundThere(Guid paymentId, long units)
    {
        var made = new GatewayRefund(RefundStatus.Succeeded, $"re_{paymentId:N}_{_refundsOfOthers.Count}", Money.Rupiah(units), null);
        _refundsOfOthers[made.Reference] = (paymentId, made);
        return made;
    }

    /// <summary>The payer's bank does not take what was given back so.</summary>
    public GatewayRefund FailThere(GatewayRefund made)
    {
        var failed = made with { Status = RefundStatus.Failed, FailureCode = "account_closed" };
        _refundsOfOthers[made.Reference] = (_refundsOfOthers[made.Reference].PaymentId, failed);
        return failed;
    }

    /// <summary>The payer's bank takes money, or gives it back.</summary>
    public GatewayDispute Dispute(Guid paymentId, DisputeStatus status, DisputeFunds funds, long units)
    {
        var dispute = new GatewayDispute($"dp_{paymentId}", status, funds, Money.Rupiah(units), "fraudulent");
        _disputes[dispute.Reference] = (paymentId, dispute);
        return dispute;
    }

    /// <summary>A payout of which it says something else from now on.</summary>
    public void ChangePayout(Guid payoutId, Func<GatewayPayout, GatewayPayout> change) => _payouts[payoutId] = change(_payouts[payoutId]);

    /// <summary>A payment that makes the adapter fail in a way that nobody foresaw.</summary>
    public ConcurrentDictionary<Guid, bool> Poisoned { get; } = new();

    /// <summary>A payment of which it answers no question.</summary>
    public ConcurrentDictionary<Guid, bool> Unanswered { get; } = new();

    /// <summary>What it lists, by the time at which it was made; null when it has no list.</summary>
    public ConcurrentBag<(DateTimeOffset At, GatewayRecord Record)>? Listed { get; set; }

    /// <summary>The disputes that it lists, by the time at which they were opened; null when it has no list.</summary>
    public ConcurrentBag<(DateTimeOffset At, ListedDispute Dispute)>? ListedDisputes { get; set; }

    /// <summary>Nobody reaches it from now on, or everybody again.</summary>
    public bool IsAway { get; set; }

    /// <summary>The payer does what was asked.</summary>
    public GatewayPayment Pay(Guid paymentId) => _payments.AddOrUpdate(
        paymentId, static id => throw new KeyNotFoundException($"{id}"),
        static (_, payment) => payment with { Status = GatewayStatus.Succeeded, AmountCaptured = payment.Amount, Next = null });

    public GatewayRefund EndRefund(Guid refundId, RefundStatus status) => _refunds.AddOrUpdate(
        refundId, static id => throw new KeyNotFoundException($"{id}"),
        (_, known) => (known.PaymentId, known.Refund with { Status = status, FailureCode = status == RefundStatus.Failed ? "account_closed" : null })).Refund;

    public GatewayPayout EndPayout(Guid payoutId, PayoutStatus status) => _payouts.AddOrUpdate(
        payoutId, static id => throw new KeyNotFoundException($"{id}"), (_, known) => known with { Status = status });

    public async Task<GatewayPayment> CreateAsync(GatewayOrder order, CancellationToken cancellationToken)
    {
        var creations = _creations.AddOrUpdate(order.PaymentId, 1, static (_, count) => count + 1);
        var token = order.PaymentMethod ?? "";
        if (token == Unreachable)
            throw new GatewayUnavailableException(Name, "as the test says");
        if (token == TimesOutBeforeAnything && creations == 1)
            throw new GatewayUnknownException(Name, "as the test says");

        var made = _payments.GetOrAdd(order.PaymentId, id => New(id, order, token));
        _tokens[order.PaymentId] = token;
        if (BeforeAnswer.TryGetValue(order.PaymentId, out var act))
            await act();
        return token == TimesOutAfterSuccess ? throw new GatewayUnknownException(Name, "as the test says") : made;
    }

    public Task<GatewayPayment> CaptureAsync(Guid paymentId, string reference, Money amount, CancellationToken cancellationToken)
    {
        var captured = _payments.AddOrUpdate(
            paymentId, static id => throw new KeyNotFoundException($"{id}"),
            (_, payment) => payment.Status == GatewayStatus.RequiresCapture
                ? payment with { Status = GatewayStatus.Succeeded, AmountCaptured = amount }
                : payment);
        return _tokens[paymentId] == TimesOutAfterSuccess
            ? throw new GatewayUnknownException(Name, "as the test says")
            : Task.FromResult(captured);
    }

    public Task<GatewayPayment> CancelAsync(Guid paymentId, string reference, CancellationToken cancellationToken) => Task.FromResult(
        _payments.AddOrUpdate(
            paymentId, static id => throw new KeyNotFoundException($"{id}"),
            static (_, payment) => payment.Status == GatewayStatus.Succeeded ? payment : payment with { Status = GatewayStatus.Canceled, Next = null }));

    public Task<GatewayRefund> RefundAsync(GatewayRefundOrder refund, CancellationToken cancellationToken)
    {
        _refundOrders.AddOrUpdate(refund.RefundId, 1, static (_, count) => count + 1);
        var script = RefundScript.GetValueOrDefault(refund.PaymentId, "");
        if (script == Unreachable)
            throw new GatewayUnavailableException(Name, "as the test says");
        if (script == TakesAndNeverShows)
            throw new GatewayUnknownException(Name, "as the test says") { IsTaken = true };
        if (script == HidesWhatItHas && _refunds.ContainsKey(refund.RefundId))
            return Task.FromResult(new GatewayReply(400, default).NotRefunded(Name, refund, "amount_exceeded"));

        var made = _refunds.GetOrAdd(refund.RefundId, id => (refund.PaymentId, new GatewayRefund(
            script switch { "failed" => RefundStatus.Failed, "pending" => RefundStatus.Pending, _ => RefundStatus.Succeeded },
            $"re_{id:N}", refund.Amount, script == "failed" ? "not_refundable" : null)));
        return script is TimesOutAfterSuccess or TimesOutAndStaysSilent or HidesWhatItHas
            ? throw new GatewayUnknownException(Name, "as the test says")
            : Task.FromResult(made.Refund);
    }

    public Task<GatewayPayment?> FindAsync(Guid paymentId, string? reference, CancellationToken cancellationToken)
    {
        _questions.AddOrUpdate(paymentId, 1, static (_, count) => count + 1);
        if (Poisoned.ContainsKey(paymentId))
            throw new InvalidOperationException("poisoned, as the test says");
        if (IsAway || Unanswered.ContainsKey(paymentId))
            throw new GatewayUnavailableException(Name, "as the test says");
        return Task.FromResult(_payments.GetValueOrDefault(paymentId) is { } known ? WithRefunds(paymentId, known) : null);
    }

    public Task<GatewayRefund?> FindRefundAsync(Guid refundId, Guid paymentId, string? reference, CancellationToken cancellationToken) =>
        RefundScript.GetValueOrDefault(paymentId) == TimesOutAndStaysSilent
            ? throw new GatewayUnavailableException(Name, "as the test says")
            : Task.FromResult(RefundScript.GetValueOrDefault(paymentId) != HidesWhatItHas && _refunds.TryGetValue(refundId, out var known) ? known.Refund : null);

    public Task<GatewayRefund?> FindRefundAsync(string refundReference, Guid paymentId, string? reference, CancellationToken cancellationToken) =>
        Task.FromResult(_refundsOfOthers.TryGetValue(refundReference, out var known) && known.PaymentId == paymentId ? known.Refund : null);

    public Task<GatewayDispute?> FindDisputeAsync(string disputeReference, Guid paymentId, string? reference, CancellationToken cancellationToken) =>
        Unanswered.ContainsKey(paymentId)
            ? throw new GatewayUnavailableException(Name, "as the test says")
            : Task.FromResult(_disputes.TryGetValue(disputeReference, out var known) && known.PaymentId == paymentId ? known.Dispute : null);

    Task<GatewayPage<GatewayRecord>?> IPaymentGateway.ListAsync(DateTimeOffset from, DateTimeOffset until, string? after, CancellationToken cancellationToken) =>
        Task.FromResult(Page(Listed, from, until, after));

    Task<GatewayPage<ListedDispute>?> IPaymentGateway.ListDisputesAsync(DateTimeOffset from, DateTimeOffset until, string? after, CancellationToken cancellationToken) =>
        Task.FromResult(Page(ListedDisputes, from, until, after));

    private static GatewayPage<TRecord>? Page<TRecord>(IEnumerable<(DateTimeOffset At, TRecord Record)>? listed, DateTimeOffset from, DateTimeOffset until, string? after)
    {
        // Two at a time, so that there are pages.
        var place = after is null ? 0 : int.Parse(after, provider: null);
        var all = listed?.Where(one => one.At >= from && one.At < until).OrderBy(static one => one.At).Select(static one => one.Record).ToArray();
        return all is null ? null : new GatewayPage<TRecord>([.. all.Skip(place).Take(2)], all.Length > place + 2 ? $"{place + 2}" : null);
    }

    public WebhookReading ReadWebhook(WebhookRequest request, DateTimeOffset now)
    {
        if (request.Header("x-signature") != GoodSignature)
            return new WebhookReading.Rejected("bad_signature");

        var text = Encoding.UTF8.GetString(request.Body.Span).Split('\n', 2);
        return new WebhookReading.Accepted(text[0], StateJson.Deserialize<GatewayEvent>(Encoding.UTF8.GetBytes(text[1])) ?? GatewayEvent.Other);
    }

    public Task<GatewayPayout> CreateAsync(PayoutOrder order, CancellationToken cancellationToken)
    {
        var script = PayoutScript.GetValueOrDefault(order.AccountNumber, "");
        if (script == Unreachable)
            throw new GatewayUnavailableException(Name, "as the test says");

        var made = _payouts.GetOrAdd(order.PayoutId, id => new GatewayPayout(
            id, script switch { "failed" => PayoutStatus.Failed, "pending" => PayoutStatus.Pending, _ => PayoutStatus.Succeeded },
            $"po_{id:N}", order.Amount, script == "failed" ? "account_closed" : null));
        return script == TimesOutAfterSuccess
            ? throw new GatewayUnknownException(Name, "as the test says")
            : Task.FromResult(made);
    }

    public Task<GatewayPayout?> FindAsync(Guid payoutId, CancellationToken cancellationToken) => Task.FromResult(_payouts.GetValueOrDefault(payoutId));

    /// <summary>What was refunded is part of the truth; a test that says otherwise is believed.</summary>
    private GatewayPayment WithRefunds(Guid paymentId, GatewayPayment known) => known.AmountRefunded.Units > 0
        ? known
        : known with
        {
            AmountRefunded = Money.Rupiah(_refunds.Values
                .Where(refund => refund.PaymentId == paymentId && refund.Refund.Status == RefundStatus.Succeeded)
                .Sum(static refund => refund.Refund.Amount.Units)),
        };

    private static GatewayPayment New(Guid id, GatewayOrder order, string token)
    {
        var status = token switch
        {
            Declined => GatewayStatus.Declined,
            Asks => GatewayStatus.RequiresAction,
            Waits => GatewayStatus.Processing,
            _ => order.ManualCapture ? GatewayStatus.RequiresCapture : GatewayStatus.Succeeded,
        };
        var amount = token == TakesAnotherAmount ? order.Amount + Money.Rupiah(1) : order.Amount;
        return new GatewayPayment(
            status, $"pay_{id:N}", amount, status == GatewayStatus.Succeeded ? amount : Money.Rupiah(0), Money.Rupiah(0),
            status == GatewayStatus.RequiresAction ? new NextAction(NextActionKind.Redirect, $"https://gateway.example/{id}") : null,
            status == GatewayStatus.Declined ? "card_declined" : null, At: null);
    }
}

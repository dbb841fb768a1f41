using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments;

/// <summary>
/// What a payment makes of a webhook. A secret may have leaked and a sender may be mistaken, so news that would change something counts
/// only as far as the gateway says the same when it is asked. What is quarantined moves nothing, and is kept as it was said.
/// </summary>
/// <exception cref="GatewayUnknownException">The gateway does not say the same, or not yet.</exception>
internal sealed class PaymentNews(PaymentMethods methods)
{
    /// <summary>The payment after news of its money.</summary>
    /// <param name="state">The payment.</param>
    /// <param name="id">Its id.</param>
    /// <param name="attempt">The try that is spoken of; null when the gateway never had one.</param>
    /// <param name="news">What was said.</param>
    /// <param name="report">The part of it that is about money.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Ends the wait for the gateway.</param>
    public async Task<PaymentState> OfPaymentAsync(
        PaymentState state, string id, PaymentAttempt? attempt, GatewayNews news, GatewayPayment report, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var next = PaymentReports.Apply(state, id, attempt?.Id ?? Guid.Empty, report, now, news.Gateway);
        var isMoney = report.Status is GatewayStatus.Succeeded or GatewayStatus.RequiresCapture;
        // What would give up money that is authorized leaves it with the gateway when it is not so.
        if (attempt is null || !(isMoney || state.AmountCapturable.Units > 0) || next == state
            || (next.Quarantine != state.Quarantine && next.Status == state.Status))
        {
            return next;
        }

        var truth = await methods.Of(state, attempt).FindAsync(attempt.Id, attempt.Reference ?? report.Reference, cancellationToken);
        return truth is not null && Bears(truth.Status, report.Status)
            ? PaymentReports.Apply(state, id, attempt.Id, truth, now, news.Gateway)
            : throw Disagrees(attempt, "the payment", $"{report.Status}", truth?.Status.ToString());
    }

    /// <summary>The payment after news of a refund.</summary>
    public async Task<PaymentState> OfRefundAsync(
        PaymentState state, string id, PaymentAttempt? attempt, GatewayNews news, GatewayRefund report, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var refundId = news.Event.RefundId;
        var next = RefundRules.Apply(state, id, attempt, news.Gateway, refundId, report, now);
        if (attempt is null || next == state || next.Quarantine != state.Quarantine)
            return next;

        var gateway = methods.Of(state, attempt);
        var reference = attempt.Reference ?? news.Event.Reference;
        var truth = refundId is { } ours
            ? await gateway.FindRefundAsync(ours, attempt.Id, reference, cancellationToken)
            : await gateway.FindRefundAsync(report.Reference, attempt.Id, reference, cancellationToken);
        return truth is not null && Rank(truth.Status) >= Rank(report.Status)
            // It is known by the name that it was first heard of by.
            ? RefundRules.Apply(state, id, attempt, news.Gateway, refundId, truth with { Reference = report.Reference }, now)
            : throw Disagrees(attempt, $"refund {report.Reference}", $"{report.Status}", truth?.Status.ToString());
    }

    /// <summary>The payment after news of a dispute.</summary>
    public async Task<PaymentState> OfDisputeAsync(
        PaymentState state, string id, PaymentAttempt? attempt, GatewayNews news, GatewayDispute report, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (attempt is null)
            return Quarantine.OfStranger(state, id, news.Gateway, report.Reference, Quarantine.DisputeExceeds, report.Amount, now);
        var next = DisputeRules.Apply(state, id, attempt.Id, report, now);
        if (next == state || next.Quarantine != state.Quarantine)
            return next;

        var truth = await methods.Of(state, attempt)
            .FindDisputeAsync(report.Reference, attempt.Id, attempt.Reference ?? news.Event.Reference, cancellationToken);
        return truth is not null && truth.Funds >= report.Funds && DisputeRules.Rank(truth.Status) >= DisputeRules.Rank(report.Status)
            ? DisputeRules.Apply(state, id, attempt.Id, truth with { Reference = report.Reference }, now)
            : throw Disagrees(attempt, $"dispute {report.Reference}", $"{report.Status}, funds {report.Funds}", truth is null ? null : $"{truth.Status}, funds {truth.Funds}");
    }

    /// <summary>Whether the gateway can have said so before: it says the same now, or what comes after it.</summary>
    private static bool Bears(GatewayStatus truth, GatewayStatus said) => truth switch
    {
        GatewayStatus.Succeeded => true,
        // A decline may be of an earlier card, of the same order.
        GatewayStatus.RequiresCapture => said is not (GatewayStatus.Succeeded or GatewayStatus.Canceled),
        GatewayStatus.Declined or GatewayStatus.Canceled => said is GatewayStatus.Declined or GatewayStatus.Canceled,
        _ => truth == said,
    };

    /// <summary>Refunds go from one to the next: a bank may send back what has succeeded.</summary>
    private static int Rank(RefundStatus status) => status switch
    {
        RefundStatus.Pending => 0,
        RefundStatus.Succeeded => 1,
        _ => 2,
    };

    private static GatewayUnknownException Disagrees(PaymentAttempt attempt, string what, string said, string? truth) =>
        new(attempt.Method, $"a webhook says of {what}: {said}; and it says {truth ?? "nothing"} when asked");
}

using Microsoft.Extensions.Logging;
using Nusaloka.Grains.Payments.Withdrawals;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Payments;

/// <summary>A line in the log for each thing that happened to money from outside, so that it can be searched and counted.</summary>
internal sealed partial class PaymentAudit(ILogger<PaymentAudit> logger)
    : IEventHandler<PaymentSucceeded>, IEventHandler<PaymentFailed>, IEventHandler<PaymentCanceled>, IEventHandler<RefundEnded>,
        IEventHandler<DisputeChanged>, IEventHandler<WithdrawalEnded>
{
    public Task HandleAsync(PaymentSucceeded payload, EventContext context, CancellationToken cancellationToken)
    {
        LogHappened(context.Type, payload.PaymentId, payload.Amount.Units, payload.Method);
        return Task.CompletedTask;
    }

    public Task HandleAsync(PaymentFailed payload, EventContext context, CancellationToken cancellationToken)
    {
        LogHappened(context.Type, payload.PaymentId, units: null, payload.FailureCode);
        return Task.CompletedTask;
    }

    public Task HandleAsync(PaymentCanceled payload, EventContext context, CancellationToken cancellationToken)
    {
        LogHappened(context.Type, payload.PaymentId, units: null, payload.Reason);
        return Task.CompletedTask;
    }

    public Task HandleAsync(RefundEnded payload, EventContext context, CancellationToken cancellationToken)
    {
        LogHappened(context.Type, payload.PaymentId, payload.Amount.Units, payload.FailureCode);
        return Task.CompletedTask;
    }

    public Task HandleAsync(DisputeChanged payload, EventContext context, CancellationToken cancellationToken)
    {
        LogHappened(context.Type, payload.PaymentId, payload.Amount.Units, payload.Status);
        return Task.CompletedTask;
    }

    public Task HandleAsync(WithdrawalEnded payload, EventContext context, CancellationToken cancellationToken)
    {
        LogHappened(context.Type, payload.WithdrawalId, payload.Amount.Units, payload.FailureCode);
        return Task.CompletedTask;
    }

    [LoggerMessage(EventId = 3131, Level = LogLevel.Information, Message = "{EventType} {Subject}: {Units} {Detail}")]
    private partial void LogHappened(string eventType, string subject, long? units, string? detail);
}

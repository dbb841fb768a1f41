using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Nusaloka.Persistence.Outbox;

/// <summary>
/// Delivers what is due in a partition: claims sources, hands their events to the handlers in order, several sources at a time,
/// and records the outcomes as they come. Any number of deliverers may work on one partition; they do not meet.
/// </summary>
internal sealed partial class OutboxDispatcher(
    OutboxStore store,
    IEnumerable<EventHandlerRegistration> handlers,
    IOptions<OutboxOptions> options,
    PersistenceMetrics metrics,
    TimeProvider time,
    ILogger<OutboxDispatcher> logger)
{
    private const int MaxErrorLength = 2_000;

    private static readonly ActivitySource Activities = new(PersistenceMetrics.MeterName);

    private readonly ILookup<string, EventHandlerRegistration> _handlers = handlers.ToLookup(handler => handler.Type);

    /// <summary>Delivers until nothing is due.</summary>
    /// <returns>When something will be due again without a new event; null when nothing waits.</returns>
    public async Task<DateTimeOffset?> DispatchAsync(short partition, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var now = time.GetUtcNow();
            var leaseUntil = now + options.Value.Lease;
            var claimed = await store.ClaimAsync(partition, now, leaseUntil, options.Value, cancellationToken);
            if (claimed.Count == 0)
                break;

            await DeliverAsync(claimed, leaseUntil, cancellationToken);
        }

        return await store.NextDueAsync(partition, time.GetUtcNow(), cancellationToken);
    }

    private async Task DeliverAsync(IReadOnlyList<StoredEvent> claimed, DateTimeOffset leaseUntil, CancellationToken cancellationToken)
    {
        var outcomes = Channel.CreateUnbounded<DeliveryOutcome>(new UnboundedChannelOptions { SingleReader = true });
        var settling = SettleAsync(outcomes.Reader);
        try
        {
            await Parallel.ForEachAsync(
                claimed.GroupBy(@event => (@event.Key.SourceKind, @event.Key.SourceId)),
                new ParallelOptions { MaxDegreeOfParallelism = options.Value.Concurrency },
                async (source, _) => await DeliverSourceAsync(source, leaseUntil, outcomes.Writer, cancellationToken));
        }
        finally
        {
            outcomes.Writer.Complete();
            await settling;
        }
    }

    // In order; an event that must wait makes the later ones of its source wait with it.
    private async Task DeliverSourceAsync(
        IEnumerable<StoredEvent> events, DateTimeOffset leaseUntil, ChannelWriter<DeliveryOutcome> outcomes, CancellationToken cancellationToken)
    {
        foreach (var @event in events)
        {
            // What is not tried under this claim must be given back. The first of them is enough: only with it can the others be claimed.
            var isOver = cancellationToken.IsCancellationRequested || time.GetUtcNow() + options.Value.HandlerTimeout > leaseUntil;
            var outcome = isOver ? GivenBack(@event) : await DeliverAsync(@event, cancellationToken);
            outcomes.TryWrite(outcome);
            if (outcome.Kind == DeliveryOutcomeKind.Postponed)
                return;
        }
    }

    private async Task<DeliveryOutcome> DeliverAsync(StoredEvent @event, CancellationToken cancellationToken)
    {
        var attempt = @event.Attempts + 1;
        if (attempt > options.Value.MaxAttempts)
            return Failed(@event, @event.Attempts, "The process ended, or its lease did, during the last attempt.");

        using var activity = Activities.StartActivity($"deliver {@event.Type}", ActivityKind.Consumer, @event.TraceParent);
        activity?.SetTag("messaging.message.id", @event.EventId).SetTag("nusaloka.source", @event.Key.SourceKind);
        try
        {
            await HandleAsync(@event, attempt, cancellationToken);
            metrics.EventDelivered();
            return new DeliveryOutcome(@event.Key, DeliveryOutcomeKind.Delivered, attempt, attempt, default, Error: null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return GivenBack(@event);
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            LogFailed(exception, @event.EventId, @event.Type, @event.Key.SourceKind, @event.Key.SourceId, attempt);
            return Failed(@event, attempt, $"{exception.GetType().Name}: {exception.Message}");
        }
    }

    private async Task HandleAsync(StoredEvent @event, int attempt, CancellationToken cancellationToken)
    {
        var registrations = _handlers[@event.Type];
        if (!registrations.Any())
            throw new InvalidOperationException($"No handler is registered for events of type '{@event.Type}' (AddEventHandler).");

        var context = @event.Context(attempt);
        using var limit = new CancellationTokenSource(options.Value.HandlerTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // A handler that does not listen to its token is left behind; the event is delivered again.
            foreach (var registration in registrations)
                await registration.HandleAsync(@event.Payload, context, either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The handlers took longer than {options.Value.HandlerTimeout} (OutboxOptions.HandlerTimeout).", exception);
        }
    }

    private DeliveryOutcome Failed(StoredEvent @event, int attempts, string error)
    {
        var now = time.GetUtcNow();
        var text = error.Replace("\0", "", StringComparison.Ordinal);
        text = text.Length > MaxErrorLength ? text[..MaxErrorLength] : text;
        if (attempts < options.Value.MaxAttempts)
        {
            metrics.EventFailed();
            var due = now + RetryDelay.After(attempts, options.Value, Random.Shared.NextDouble());
            return new DeliveryOutcome(@event.Key, DeliveryOutcomeKind.Postponed, attempts, attempts, due, text);
        }

        metrics.EventDied();
        LogDied(@event.EventId, @event.Type, @event.Key.SourceKind, @event.Key.SourceId, attempts);
        return new DeliveryOutcome(@event.Key, DeliveryOutcomeKind.Dead, attempts, attempts, now, text);
    }

    private DeliveryOutcome GivenBack(StoredEvent @event) =>
        new(@event.Key, DeliveryOutcomeKind.Postponed, @event.Attempts, @event.Attempts + 1, time.GetUtcNow(), Error: null);

    // One transaction for what has gathered while the last one was in flight. Outcomes are recorded even when the delivery
    // is being cancelled; if that fails, the events come again after their lease.
    private async Task SettleAsync(ChannelReader<DeliveryOutcome> outcomes)
    {
        while (await outcomes.WaitToReadAsync(CancellationToken.None))
        {
            var gathered = new List<DeliveryOutcome>();
            while (outcomes.TryRead(out var outcome))
                gathered.Add(outcome);
            await store.SettleAsync(gathered, CancellationToken.None);
        }
    }

    [LoggerMessage(EventId = 2030, Level = LogLevel.Warning,
        Message = "Event {EventId} of type {Type} from {SourceKind} {SourceId} failed attempt {Attempt}")]
    private partial void LogFailed(Exception exception, Guid eventId, string type, string sourceKind, string sourceId, int attempt);

    [LoggerMessage(EventId = 2031, Level = LogLevel.Error,
        Message = "Event {EventId} of type {Type} from {SourceKind} {SourceId} is a dead letter after {Attempts} attempts")]
    private partial void LogDied(Guid eventId, string type, string sourceKind, string sourceId, int attempts);
}

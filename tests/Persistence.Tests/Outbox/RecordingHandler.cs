using System.Collections.Concurrent;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Persistence.Tests.Outbox;

/// <summary>Keeps what it is given, in order, and fails where a test says so.</summary>
internal sealed class RecordingHandler : IEventHandler<TicketEvent>
{
    private readonly ConcurrentQueue<(TicketEvent Event, EventContext Context)> _received = new();

    /// <summary>Called before an event is kept; throws to refuse it.</summary>
    public Func<TicketEvent, EventContext, CancellationToken, Task> Before { get; set; } = (_, _, _) => Task.CompletedTask;

    public IReadOnlyList<EventContext> Contexts => [.. _received.Select(received => received.Context)];

    public IReadOnlyList<string> NamesOf(string sourceId) =>
        [.. _received.Where(received => received.Context.SourceId == sourceId).Select(received => received.Event.Name)];

    public async Task HandleAsync(TicketEvent payload, EventContext context, CancellationToken cancellationToken)
    {
        await Before(payload, context, cancellationToken);
        _received.Enqueue((payload, context));
    }
}

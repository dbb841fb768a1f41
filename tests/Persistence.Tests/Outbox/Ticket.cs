using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Persistence.Tests.Outbox;

internal sealed record Ticket(int Number) : IEventSource
{
    public IReadOnlyList<OutboxEvent> PendingEvents { get; init; } = [];

    public static Ticket With(int number, params string[] events) =>
        new(number) { PendingEvents = [.. events.Select(name => new OutboxEvent("ticket", new TicketEvent(name)))] };
}

internal sealed record TicketEvent(string Name);

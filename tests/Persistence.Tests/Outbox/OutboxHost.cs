using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Testing;

namespace Nusaloka.Persistence.Tests.Outbox;

/// <summary>Persistence with an outbox that a test drives by hand, on a clock that it moves by hand.</summary>
internal sealed class OutboxHost : IAsyncDisposable
{
    public OutboxHost(PostgresDatabase database, ManualTimeProvider? time = null, Action<OutboxOptions>? options = null)
    {
        Time = time ?? new ManualTimeProvider();
        Persistence = new PersistenceHost(database, services: services =>
        {
            services.AddSingleton<TimeProvider>(Time);
            services.AddOutboxDispatcher(options);
            services.AddEventHandler<TicketEvent, RecordingHandler>("ticket");
        });
    }

    public ManualTimeProvider Time { get; }

    public PersistenceHost Persistence { get; }

    public RecordingHandler Handler => Persistence.Get<RecordingHandler>();

    public OutboxDeadLetters DeadLetters => Persistence.Get<OutboxDeadLetters>();

    /// <summary>Delivers what is due in all partitions.</summary>
    /// <returns>When something is due again.</returns>
    public async Task<DateTimeOffset?> DispatchAsync()
    {
        DateTimeOffset? next = null;
        for (short partition = 0; partition < OutboxPartition.Count; partition++)
        {
            if (await Persistence.Get<OutboxDispatcher>().DispatchAsync(partition, default) is { } due && (next is null || due < next))
                next = due;
        }

        return next;
    }

    public async ValueTask DisposeAsync() => await Persistence.DisposeAsync();
}

using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Testing;
using Orleans.TestingHost;

namespace Nusaloka.Persistence.Tests.Outbox;

/// <summary>The whole path: a write, the notification, the partition grain, the handler.</summary>
public sealed class OutboxDeliveryTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task Deliver_WriteInAnotherProcess_IsHandledWithoutWaitingForThePoll()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddNusalokaPersistence(options => options.ConnectionString = database.ConnectionString);
            silo.Services.AddOutboxDelivery(options => options.PollInterval = TimeSpan.FromMinutes(10));
            silo.Services.AddEventHandler<TicketEvent, RecordingHandler>("ticket");
        });
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        var handler = cluster.Silos[0].ServiceProvider.GetRequiredService<RecordingHandler>();
        await UntilListeningAsync();

        await using var writer = new PersistenceHost(database);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => writer.WriteNewAsync(GrainId.Create("ticket", $"d{i}"), Ticket.With(1, "a", "b"))));

        await Eventually.EqualAsync("all events delivered", 0L, () => database.ScalarAsync<long>("select count(*) from outbox_event"));
        Assert.Equal(200, handler.Contexts.Select(context => context.EventId).Distinct().Count());
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(["a", "b"], handler.NamesOf($"d{i}")));
    }

    private Task UntilListeningAsync() => Eventually.TrueAsync("a listener", () => database.ScalarAsync<bool>(
        "select exists (select from pg_stat_activity where datname = current_database() and query = 'listen nusaloka_outbox')"));
}

using System.Diagnostics;
using Npgsql;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Testing;

namespace Nusaloka.Persistence.Tests.Outbox;

public sealed class OutboxDispatcherTests : IAsyncLifetime
{
    private PostgresDatabase _database = null!;

    public async Task InitializeAsync() => _database = await PostgresDatabase.CreateAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Dispatch_ManySources_DeliversEachOnceInItsOrderAndEmptiesTheOutbox()
    {
        await using var host = new OutboxHost(_database);
        for (var version = 1; version <= 10; version++)
        {
            var write = version;
            await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
            {
                var id = GrainId.Create("ticket", $"s{i}");
                var state = await host.Persistence.ReadAsync<Ticket>(id);
                await host.Persistence.WriteAsync(id, state, Ticket.With(write, $"{write}a", $"{write}b"));
            }));
        }

        await host.DispatchAsync();

        var expected = Enumerable.Range(1, 10).SelectMany(version => new[] { $"{version}a", $"{version}b" }).ToArray();
        Assert.All(Enumerable.Range(0, 40), i => Assert.Equal(expected, host.Handler.NamesOf($"s{i}")));
        Assert.Equal(0, await PendingAsync());
    }

    [Fact]
    public async Task Dispatch_TwoTransactionsCommittingOutOfOrder_DeliversBoth()
    {
        await using var host = new OutboxHost(_database);
        await using var first = await _database.DataSource.OpenConnectionAsync();
        await using var early = await first.BeginTransactionAsync();
        await AppendAsync(first, "early", 1, "begun first");

        await host.Persistence.WriteNewAsync(GrainId.Create("ticket", "late"), Ticket.With(1, "committed first"));
        await host.DispatchAsync();
        var (earlyBefore, lateBefore) = (host.Handler.NamesOf("early"), host.Handler.NamesOf("late"));
        await early.CommitAsync();
        await host.DispatchAsync();

        Assert.Empty(earlyBefore);
        Assert.Equal(["committed first"], lateBefore);
        Assert.Equal(["begun first"], host.Handler.NamesOf("early"));
        Assert.Equal(["committed first"], host.Handler.NamesOf("late"));
    }

    [Fact]
    public async Task Dispatch_HandlerFails_LaterEventsOfThatSourceWaitAndOthersDoNot()
    {
        await using var host = new OutboxHost(_database);
        var isBroken = true;
        host.Handler.Before = (@event, _, _) => isBroken && @event.Name == "bad" ? throw new InvalidOperationException("Broken.") : Task.CompletedTask;
        await host.Persistence.WriteNewAsync(GrainId.Create("ticket", "a"), Ticket.With(1, "good", "bad", "after"));
        await host.Persistence.WriteNewAsync(GrainId.Create("ticket", "b"), Ticket.With(1, "other"));

        await host.DispatchAsync();
        var (ofA, ofB) = (host.Handler.NamesOf("a"), host.Handler.NamesOf("b"));
        isBroken = false;
        host.Time.Advance(TimeSpan.FromSeconds(2));
        await host.DispatchAsync();

        Assert.Equal(["good"], ofA);
        Assert.Equal(["other"], ofB);
        Assert.Equal(["good", "bad", "after"], host.Handler.NamesOf("a"));
        Assert.Equal([1, 2, 1], host.Handler.Contexts.Where(context => context.SourceId == "a").Select(context => context.Attempt));
    }

    [Fact]
    public async Task Dispatch_KeepsFailing_PausesDoubleUntilTheLongestAndThenItIsADeadLetter()
    {
        await using var host = new OutboxHost(_database, options: options =>
            (options.MaxAttempts, options.FirstRetryDelay, options.MaxRetryDelay) = (6, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(6)));
        var attempts = new List<DateTimeOffset>();
        host.Handler.Before = (_, _, _) =>
        {
            attempts.Add(host.Time.GetUtcNow());
            throw new InvalidOperationException("Still broken.");
        };
        await host.Persistence.WriteNewAsync(GrainId.Create("ticket", "backoff"), Ticket.With(1, "doomed"));

        while (await host.DispatchAsync() is { } due)
            host.Time.Advance(due - host.Time.GetUtcNow());

        double[] expected = [1, 2, 4, 6, 6];
        Assert.Equal(6, attempts.Count);
        Assert.All(attempts.Zip(attempts.Skip(1)).Zip(expected), pair =>
            Assert.InRange((pair.First.Second - pair.First.First).TotalSeconds, 0.8 * pair.Second, 1.2 * pair.Second));
        var letter = Assert.Single(await host.DeadLetters.ListAsync(10, after: null, default));
        Assert.Equal(("ticket", "backoff", 6), (letter.Type, letter.SourceId, letter.Attempts));
        Assert.Equal("InvalidOperationException: Still broken.", letter.LastError);
        Assert.Equal(0, await PendingAsync());
    }

    [Fact]
    public async Task Dispatch_BeforeTheRetryIsDue_DoesNotTry()
    {
        await using var host = new OutboxHost(_database);
        var attempts = 0;
        host.Handler.Before = (_, _, _) => ++attempts > 0 ? throw new InvalidOperationException("Broken.") : Task.CompletedTask;
        await host.Persistence.WriteNewAsync(GrainId.Create("ticket", "early"), Ticket.With(1, "doomed"));

        await host.DispatchAsync();
        host.Time.Advance(TimeSpan.FromMilliseconds(700));
        await host.DispatchAsync();

        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task Dispatch_DeadEvent_LetsLaterOnesPassAndAReplayDeliversIt()
    {
        await using var host = new OutboxHost(_database, options: options => options.MaxAttempts = 1);
        var isBroken = true;
        host.Handler.Before = (@event, _, _) => isBroken && @event.Name == "bad" ? throw new InvalidOperationException("\0Broken.") : Task.CompletedTask;
        await host.Persistence.WriteNewAsync(GrainId.Create("ticket", "dead"), Ticket.With(1, "bad", "later"));
        await host.DispatchAsync();
        var letter = Assert.Single(await host.DeadLetters.ListAsync(10, after: null, default));

        isBroken = false;
        var replayed = await host.DeadLetters.ReplayAsync(letter.EventId, default);
        await host.DispatchAsync();

        Assert.True(replayed);
        Assert.Equal(["later", "bad"], host.Handler.NamesOf("dead"));
        Assert.Equal(letter.EventId, host.Handler.Contexts[^1].EventId);
        Assert.Empty(await host.DeadLetters.ListAsync(10, after: null, default));
        Assert.False(await host.DeadLetters.ReplayAsync(letter.EventId, default));
    }

    [Fact]
    public async Task ListDeadLetters_MoreThanAPage_GoesOnAfterTheLast()
    {
        await using var host = new OutboxHost(_database, options: options => options.MaxAttempts = 1);
        host.Handler.Before = (_, _, _) => throw new InvalidOperationException("Broken.");
        await Task.WhenAll(Enumerable.Range(0, 7).Select(i => host.Persistence.WriteNewAsync(GrainId.Create("ticket", $"page{i}"), Ticket.With(1, "x"))));
        await host.DispatchAsync();

        var first = await host.DeadLetters.ListAsync(4, after: null, default);
        var second = await host.DeadLetters.ListAsync(4, (first[^1].DiedAt, first[^1].EventId), default);

        Assert.Equal((4, 3), (first.Count, second.Count));
        Assert.Equal(7, first.Concat(second).Select(letter => letter.SourceId).Distinct().Count());
    }

    [Fact]
    public async Task Dispatch_TwoDeliverersAtOnce_EachEventOnceAndInOrder()
    {
        await using var first = new OutboxHost(_database);
        await using var second = new OutboxHost(_database, first.Time);
        for (var version = 1; version <= 5; version++)
        {
            var write = version;
            await Task.WhenAll(Enumerable.Range(0, 60).Select(async i =>
            {
                var id = GrainId.Create("ticket", $"t{i}");
                var state = await first.Persistence.ReadAsync<Ticket>(id);
                await first.Persistence.WriteAsync(id, state, Ticket.With(write, $"{write}"));
            }));
        }

        await Task.WhenAll(first.DispatchAsync(), second.DispatchAsync());

        // Each source was delivered by one of them at a time; together they saw every event once.
        Assert.Equal(300, first.Handler.Contexts.Concat(second.Handler.Contexts).Select(context => context.EventId).Distinct().Count());
        Assert.Equal(300, first.Handler.Contexts.Count + second.Handler.Contexts.Count);
        Assert.All(Enumerable.Range(0, 60), i =>
        {
            Assert.Equal(first.Handler.NamesOf($"t{i}").Order(), first.Handler.NamesOf($"t{i}"));
            Assert.Equal(second.Handler.NamesOf($"t{i}").Order(), second.Handler.NamesOf($"t{i}"));
        });
    }

    [Fact]
    public async Task Dispatch_WhileAnotherDelivererIsAtALaterEventOfTheSource_LeavesTheSourceAlone()
    {
        await using var first = new OutboxHost(_database);
        await using var second = new OutboxHost(_database, first.Time);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        first.Handler.Before = async (@event, _, _) =>
        {
            if (@event.Name != "2")
                return;
            arrived.TrySetResult();
            await opened.Task;
        };
        await first.Persistence.WriteNewAsync(GrainId.Create("ticket", "shared"), Ticket.With(1, "1", "2", "3"));
        var dispatch = first.DispatchAsync();
        await arrived.Task.WaitAsync(Eventually.DefaultLimit);
        for (var look = 0; look < 20; look++)
            await second.DispatchAsync();

        opened.SetResult();
        await dispatch;

        Assert.Empty(second.Handler.Contexts);
        Assert.Equal(["1", "2", "3"], first.Handler.NamesOf("shared"));
        Assert.Equal(0, await PendingAsync());
    }

    [Fact]
    public async Task Dispatch_AfterADelivererDied_ItsEventComesAgainWhenTheLeaseIsOver()
    {
        await using var host = new OutboxHost(_database);
        await host.Persistence.WriteNewAsync(GrainId.Create("ticket", "lease"), Ticket.With(1, "x"));

        // What a deliverer leaves behind that is killed between claim and outcome.
        var claimed = await host.Persistence.Get<OutboxStore>().ClaimAsync(
            OutboxPartition.Of("ticket", "lease"), host.Time.GetUtcNow(), host.Time.GetUtcNow() + TimeSpan.FromMinutes(1), new OutboxOptions(), default);
        var nextDue = await host.DispatchAsync();
        var during = host.Handler.NamesOf("lease").Count;
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await host.DispatchAsync();

        Assert.Single(claimed);
        Assert.Equal(0, during);
        Assert.Equal(host.Time.GetUtcNow(), nextDue);
        Assert.Equal(2, Assert.Single(host.Handler.Contexts).Attempt);
    }

    [Fact]
    public async Task Dispatch_ClaimsAndSettlesByIndexesWithoutWaitingForTheDisk_AndWhoAppendsWaits()
    {
        await _database.ExecuteAsync("""
            create table noted (what text not null, setting text not null);
            create function note_settings() returns trigger language plpgsql as $$
            begin
                insert into noted values (tg_op, current_setting('synchronous_commit') || ' ' || current_setting('enable_seqscan'));
                return null;
            end $$;
            create trigger note_settings after insert or update or delete on outbox_event for each row execute function note_settings();
            """);
        await using var host = new OutboxHost(_database);

        for (var version = 1; version <= 3; version++)
        {
            await host.Persistence.WriteNewAsync(GrainId.Create("ticket", $"t{version}"), Ticket.With(1, "x"));
            await host.DispatchAsync();
        }

        Assert.Equal(3, await _database.ScalarAsync<long>("select count(*) from noted where what = 'DELETE'"));
        Assert.Equal(
            "DELETE off off,INSERT on on,UPDATE off off",
            await _database.ScalarAsync<string>("select string_agg(distinct what || ' ' || setting, ',' order by what || ' ' || setting) from noted"));
    }

    [Fact]
    public async Task Dispatch_DelivererThatDiesEveryTime_EndsAsADeadLetter()
    {
        await using var host = new OutboxHost(_database, options: options => options.MaxAttempts = 3);
        await host.Persistence.WriteNewAsync(GrainId.Create("ticket", "crash"), Ticket.With(1, "killer"));
        for (var i = 0; i < 3; i++)
        {
            await host.Persistence.Get<OutboxStore>().ClaimAsync(
                OutboxPartition.Of("ticket", "crash"), host.Time.GetUtcNow(), host.Time.GetUtcNow() + TimeSpan.FromMinutes(1), new OutboxOptions(), default);
            host.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await host.DispatchAsync();

        Assert.Empty(host.Handler.Contexts);
        Assert.Equal("crash", Assert.Single(await host.DeadLetters.ListAsync(10, after: null, default)).SourceId);
    }

    [Fact]
    public async Task Dispatch_HandlerThatHangs_IsLeftBehindAfterTheTimeLimit()
    {
        await using var host = new OutboxHost(_database);
        var forever = new TaskCompletionSource();
        host.Handler.Before = (_, context, _) => context.Attempt == 1 ? forever.Task : Task.CompletedTask;
        await host.Persistence.WriteNewAsync(GrainId.Create("ticket", "hang"), Ticket.With(1, "x"));

        var dispatch = host.DispatchAsync();
        await host.Time.UntilTimersPendingAsync();
        host.Time.Advance(TimeSpan.FromSeconds(25));
        await dispatch;
        var error = await _database.ScalarAsync<string>("select last_error from outbox_event");
        host.Time.Advance(TimeSpan.FromSeconds(2));
        await host.DispatchAsync();

        Assert.StartsWith("TimeoutException", error, StringComparison.Ordinal);
        Assert.Equal(["x"], host.Handler.NamesOf("hang"));
        forever.SetResult();
    }

    [Fact]
    public async Task Dispatch_Cancelled_GivesTheEventBackWithoutCountingAnAttempt()
    {
        await using var host = new OutboxHost(_database);
        using var stop = new CancellationTokenSource();
        host.Handler.Before = async (_, context, token) =>
        {
            if (context.Attempt == 1 && !stop.IsCancellationRequested)
            {
                await stop.CancelAsync();
                token.ThrowIfCancellationRequested();
            }
        };
        await host.Persistence.WriteNewAsync(GrainId.Create("ticket", "stop"), Ticket.With(1, "x"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => host.Persistence.Get<OutboxDispatcher>().DispatchAsync(OutboxPartition.Of("ticket", "stop"), stop.Token));
        var attempts = await _database.ScalarAsync<int>("select attempts from outbox_event");
        await host.DispatchAsync();

        Assert.Equal(0, attempts);
        Assert.Equal(1, Assert.Single(host.Handler.Contexts).Attempt);
    }

    [Fact]
    public async Task Dispatch_NoHandler_KeepsTheEventAndSaysWhatIsMissing()
    {
        await using var host = new OutboxHost(_database);
        await using var connection = await _database.DataSource.OpenConnectionAsync();
        await AppendAsync(connection, "unknown", 1, "x", type: "nobody-handles-this");

        await host.DispatchAsync();

        Assert.Contains("No handler is registered for events of type 'nobody-handles-this'", await _database.ScalarAsync<string>("select last_error from outbox_event"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispatch_EventFromATrace_ContinuesThatTrace()
    {
        await using var host = new OutboxHost(_database);
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is PersistenceMetrics.MeterName or "test",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("test");
        var seen = default(ActivityTraceId);
        host.Handler.Before = (_, _, _) =>
        {
            seen = Activity.Current?.TraceId ?? default;
            return Task.CompletedTask;
        };

        ActivityTraceId written;
        using (var cause = source.StartActivity("cause"))
        {
            written = cause?.TraceId ?? default;
            await host.Persistence.WriteNewAsync(GrainId.Create("ticket", "trace"), Ticket.With(1, "x"));
        }

        await host.DispatchAsync();

        Assert.NotEqual(default, written);
        Assert.Equal(written, seen);
    }

    private Task<long> PendingAsync() => _database.ScalarAsync<long>("select count(*) from outbox_event");

    private static async Task AppendAsync(NpgsqlConnection connection, string sourceId, long version, string name, string type = "ticket")
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { OutboxSql.Append([new OutboxRow("ticket", sourceId, version, 0, type, Persistence.Storage.StateJson.Serialize(new TicketEvent(name)), null)]) },
        };
        await batch.ExecuteNonQueryAsync();
    }
}

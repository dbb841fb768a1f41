using Nusaloka.Persistence.Reminders;
using Nusaloka.Testing;

namespace Nusaloka.Persistence.Tests.Reminders;

/// <summary>What both runtimes ask of a reminder table, and what the embedded one asks beyond that.</summary>
public sealed class PostgresReminderTableTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>, IAsyncLifetime, IAsyncDisposable
{
    private static readonly DateTime Start = new(2031, 5, 4, 3, 2, 1, 250, DateTimeKind.Utc);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static int _grains;

    private readonly PersistenceHost _host = new(database);
    private readonly PersistenceHost _other = new(database);

    private IReminderTable Table => _host.Get<IReminderTable>();

    private IReminderTable OtherTable => _other.Get<IReminderTable>();

    private PostgresReminderTable Due => Assert.IsType<PostgresReminderTable>(Table);

    public async Task InitializeAsync()
    {
        await Table.StartAsync();
        await Table.TestOnlyClearTable();
    }

    public async ValueTask DisposeAsync()
    {
        await Table.StopAsync();
        await _host.DisposeAsync();
        await _other.DisposeAsync();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task ReadRow_NothingStored_AnswersNothing()
    {
        Assert.Null(await Table.ReadRow(NewId(), "expiry"));
        Assert.Empty((await Table.ReadRows(NewId())).Reminders);
    }

    [Fact]
    public async Task Upsert_ThenRead_AnswersTheSameReminder()
    {
        var written = await WriteAsync(NewId("k/with/slashes 🌴"), "expiry of \"it\"", Start, TimeSpan.FromDays(400));

        var read = await OtherTable.ReadRow(written.GrainId, written.ReminderName);

        Assert.Equivalent(written, read, strict: true);
        Assert.Equal(DateTimeKind.Utc, read!.StartAt.Kind);
    }

    [Fact]
    public async Task Upsert_OfAnExistingReminder_ReplacesItUnderANewETag()
    {
        var first = await WriteAsync(NewId(), "expiry", Start, Minute);

        var second = await WriteAsync(first.GrainId, "expiry", Start + Minute, 2 * Minute);

        Assert.NotEqual(first.ETag, second.ETag);
        Assert.Equivalent(second, Assert.Single((await Table.ReadRows(first.GrainId)).Reminders), strict: true);
        Assert.Equal([(second.ReminderName, second.StartAt)], await DueAsync(DateTime.MaxValue));
    }

    [Fact]
    public async Task ReadRows_OfAGrain_AnswersItsOwnOnly()
    {
        var id = NewId();
        await WriteAsync(id, "b", Start, Minute);
        await WriteAsync(id, "a", Start, Minute);
        await WriteAsync(NewId(), "c", Start, Minute);

        Assert.Equal(["a", "b"], (await Table.ReadRows(id)).Reminders.Select(entry => entry.ReminderName));
    }

    [Fact]
    public async Task ReadRows_ByHash_TakesTheRangeWithoutItsBeginAndAroundTheEnd()
    {
        foreach (var _ in Enumerable.Range(0, 20)) await WriteAsync(NewId(), "expiry", Start, Minute);
        var hashes = (await Table.ReadRows(0, 0)).Reminders.Select(entry => entry.GrainId.GetUniformHashCode()).Order().ToList();
        var (low, high) = (hashes[4], hashes[14]);

        var between = await Table.ReadRows(low, high);
        var around = await Table.ReadRows(high, low);

        Assert.Equal(20, hashes.Count);
        Assert.Equal(hashes[5..15], between.Reminders.Select(entry => entry.GrainId.GetUniformHashCode()).Order());
        Assert.Equal([.. hashes[..5], .. hashes[15..]], around.Reminders.Select(entry => entry.GrainId.GetUniformHashCode()).Order());
    }

    [Fact]
    public async Task Remove_WithTheETag_RemovesOnce()
    {
        var entry = await WriteAsync(NewId(), "expiry", Start, Minute);

        Assert.True(await OtherTable.RemoveRow(entry.GrainId, "expiry", entry.ETag!));
        Assert.False(await Table.RemoveRow(entry.GrainId, "expiry", entry.ETag!));
        Assert.Null(await Table.ReadRow(entry.GrainId, "expiry"));
    }

    [Fact]
    public async Task Remove_WithAnOldETag_RemovesNothing_EvenAfterItWasRegisteredAnew()
    {
        var old = await WriteAsync(NewId(), "expiry", Start, Minute);
        Assert.True(await Table.RemoveRow(old.GrainId, "expiry", old.ETag!));
        var fresh = await WriteAsync(old.GrainId, "expiry", Start, Minute);

        Assert.False(await Table.RemoveRow(old.GrainId, "expiry", old.ETag!));
        Assert.False(await Table.RemoveRow(old.GrainId, "expiry", "not a version"));
        Assert.Equivalent(fresh, await Table.ReadRow(old.GrainId, "expiry"), strict: true);
    }

    [Fact]
    public async Task ReadDue_AnswersWhatIsDueBefore_TheLongestDueFirst()
    {
        await WriteAsync(NewId(), "third", Start + (2 * Minute), Minute);
        await WriteAsync(NewId(), "second", Start + Minute, Minute);
        await WriteAsync(NewId(), "first", Start, Minute);

        Assert.Equal([("first", Start), ("second", Start + Minute)], await DueAsync(Start + (2 * Minute)));
        Assert.Empty(await DueAsync(Start));
    }

    [Fact]
    public async Task Advance_MovesTheDueTime_AndLeavesStartAndETag()
    {
        var entry = await WriteAsync(NewId(), "expiry", Start, Minute);

        await Due.AdvanceRowsAsync([(entry, Start, Start + Minute)]);

        Assert.Equal([("expiry", Start + Minute)], await DueAsync(DateTime.MaxValue));
        Assert.Equivalent(entry, await Table.ReadRow(entry.GrainId, "expiry"), strict: true);
        Assert.True(await Table.RemoveRow(entry.GrainId, "expiry", entry.ETag!));
    }

    [Fact]
    public async Task Advance_ByTwoSilosForTheSameTick_CountsOnce()
    {
        var entry = await WriteAsync(NewId(), "expiry", Start, Minute);
        await Due.AdvanceRowsAsync([(entry, Start, Start + Minute)]);

        await Assert.IsType<PostgresReminderTable>(OtherTable).AdvanceRowsAsync([(entry, Start, Start + (5 * Minute))]);

        Assert.Equal([("expiry", Start + Minute)], await DueAsync(DateTime.MaxValue));
    }

    [Fact]
    public async Task Advance_OfAReminderThatWasUpdatedOrRemoved_ChangesNothing()
    {
        var updated = await WriteAsync(NewId(), "updated", Start, Minute);
        var removed = await WriteAsync(NewId(), "removed", Start, Minute);
        await WriteAsync(updated.GrainId, "updated", Start, 7 * Minute);
        await Table.RemoveRow(removed.GrainId, "removed", removed.ETag!);

        await Due.AdvanceRowsAsync([(updated, Start, Start + Minute), (removed, Start, Start + Minute)]);

        Assert.Equal([("updated", Start)], await DueAsync(DateTime.MaxValue));
    }

    [Fact]
    public async Task ReadAgain_AnswersWhatIsLeft_AsItIsNow()
    {
        var same = await WriteAsync(NewId(), "same", Start, Minute);
        var gone = await WriteAsync(NewId(), "gone", Start, Minute);
        var advanced = await WriteAsync(NewId(), "advanced", Start, Minute);
        await Table.RemoveRow(gone.GrainId, "gone", gone.ETag!);
        await Due.AdvanceRowsAsync([(advanced, Start, Start + Minute)]);

        var rows = await Due.ReadAgainAsync([same, gone, advanced]);

        Assert.Equal(
            [("advanced", Start + Minute, advanced.ETag), ("same", Start, same.ETag)],
            rows.Select(row => (row.Entry.ReminderName, row.DueAt, row.Entry.ETag)).Order());
    }

    [Fact]
    public async Task Upsert_ByManyAtOnce_LeavesOneReminderWithTheETagOfTheLast()
    {
        var id = NewId();

        var written = await Task.WhenAll(Enumerable.Range(1, 50).Select(i => WriteAsync(id, "expiry", Start, i * Minute)));

        var row = Assert.Single((await Table.ReadRows(id)).Reminders);
        Assert.Equal(50, written.Select(entry => entry.ETag).Distinct().Count());
        Assert.Equal(row.Period, Assert.Single(written, entry => entry.ETag == row.ETag).Period);
    }

    private static GrainId NewId(string key = "k") => GrainId.Create("reminded", $"{key}{Interlocked.Increment(ref _grains)}");

    private async Task<ReminderEntry> WriteAsync(GrainId id, string name, DateTime startAt, TimeSpan period)
    {
        var entry = new ReminderEntry { GrainId = id, ReminderName = name, StartAt = startAt, Period = period };
        entry.ETag = await Table.UpsertRow(entry);
        Assert.NotNull(entry.ETag);
        return entry;
    }

    private async Task<List<(string Name, DateTime DueAt)>> DueAsync(DateTime before)
    {
        var due = new List<(string Name, DateTime DueAt)>();
        await foreach (var (entry, dueAt) in Due.ReadDueRowsAsync(before)) due.Add((entry.ReminderName, dueAt));
        return due;
    }
}

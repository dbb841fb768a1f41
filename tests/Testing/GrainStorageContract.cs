using Orleans.Storage;
using Xunit;

namespace Nusaloka.Testing;

/// <summary>What every grain storage must do. A backend's test class inherits it and says which storage is meant.</summary>
public abstract class GrainStorageContract
{
    private const string StateName = "state";

    /// <summary>The storage under test.</summary>
    protected abstract IGrainStorage Storage { get; }

    /// <summary>Another instance over the same data, as another silo has.</summary>
    protected abstract IGrainStorage OtherStorage { get; }

    [Fact]
    public async Task Read_NothingStored_AnswersBlankWithoutETag()
    {
        var state = new GrainState<ContractState> { State = new ContractState("stale", 7), ETag = "9", RecordExists = true };

        await Storage.ReadStateAsync(StateName, NewId(), state);

        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.Null(state.State);
    }

    [Fact]
    public async Task Write_ThenRead_AnswersTheSameStateAndETag()
    {
        var id = NewId();
        var written = await WriteNewAsync(id, new ContractState("Halo 🌴 \"quoted\" \\ \n é", long.MaxValue));

        var read = await ReadAsync(OtherStorage, id);

        Assert.Equal(written.State, read.State);
        Assert.Equal(written.ETag, read.ETag);
        Assert.True(read.RecordExists);
        Assert.True(written.RecordExists);
    }

    [Fact]
    public async Task Write_Repeatedly_ChangesTheETagEachTime()
    {
        var id = NewId();
        var state = await WriteNewAsync(id, new ContractState("a", 0));
        var etags = new List<string?> { state.ETag };

        for (var i = 1; i <= 5; i++)
        {
            state.State = new ContractState("a", i);
            await Storage.WriteStateAsync(StateName, id, state);
            etags.Add(state.ETag);
        }

        Assert.Equal(6, etags.Distinct().Count());
        Assert.Equal(new ContractState("a", 5), (await ReadAsync(Storage, id)).State);
    }

    [Fact]
    public async Task Write_StaleETag_FailsAndChangesNothing()
    {
        var id = NewId();
        var first = await WriteNewAsync(id, new ContractState("first", 1));
        var other = await ReadAsync(OtherStorage, id);
        first.State = new ContractState("second", 2);
        await Storage.WriteStateAsync(StateName, id, first);

        other.State = new ContractState("stale", 3);
        var staleETag = other.ETag;
        var conflict = await Assert.ThrowsAsync<InconsistentStateException>(() => OtherStorage.WriteStateAsync(StateName, id, other));

        Assert.Equal(first.ETag, conflict.StoredEtag);
        Assert.Equal(staleETag, conflict.CurrentEtag);
        Assert.Equal(staleETag, other.ETag);
        Assert.Equal(new ContractState("second", 2), (await ReadAsync(Storage, id)).State);
    }

    [Fact]
    public async Task Write_WithoutETagWhereSomethingIsStored_Fails()
    {
        var id = NewId();
        await WriteNewAsync(id, new ContractState("first", 1));

        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteNewAsync(id, new ContractState("second", 2)));

        Assert.Equal(new ContractState("first", 1), (await ReadAsync(Storage, id)).State);
    }

    [Fact]
    public async Task Write_WithETagWhereNothingIsStored_Fails()
    {
        var state = new GrainState<ContractState> { State = new ContractState("a", 1), ETag = "3" };
        var id = NewId();

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync(StateName, id, state));

        Assert.False((await ReadAsync(Storage, id)).RecordExists);
    }

    [Fact]
    public async Task Clear_ThenRead_AnswersNoRecord()
    {
        var id = NewId();
        var state = await WriteNewAsync(id, new ContractState("a", 1));
        var written = state.ETag;

        await Storage.ClearStateAsync(StateName, id, state);
        var read = await ReadAsync(OtherStorage, id);

        Assert.False(state.RecordExists);
        Assert.NotEqual(written, state.ETag);
        Assert.Null(state.State);
        Assert.False(read.RecordExists);
        Assert.Null(read.State);
    }

    [Fact]
    public async Task Clear_ThenWrite_StoresAnew()
    {
        var id = NewId();
        var state = await WriteNewAsync(id, new ContractState("a", 1));
        await Storage.ClearStateAsync(StateName, id, state);

        state.State = new ContractState("b", 2);
        await Storage.WriteStateAsync(StateName, id, state);

        Assert.Equal(new ContractState("b", 2), (await ReadAsync(OtherStorage, id)).State);
    }

    [Fact]
    public async Task Clear_StaleETag_FailsAndKeepsTheState()
    {
        var id = NewId();
        var state = await WriteNewAsync(id, new ContractState("a", 1));
        var stale = await ReadAsync(OtherStorage, id);
        state.State = new ContractState("b", 2);
        await Storage.WriteStateAsync(StateName, id, state);

        await Assert.ThrowsAsync<InconsistentStateException>(() => OtherStorage.ClearStateAsync(StateName, id, stale));

        Assert.Equal(new ContractState("b", 2), (await ReadAsync(Storage, id)).State);
    }

    [Fact]
    public async Task Clear_NothingStored_IsDoneAlready()
    {
        var state = new GrainState<ContractState> { State = new ContractState("a", 1) };

        await Storage.ClearStateAsync(StateName, NewId(), state);

        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
    }

    [Fact]
    public async Task Write_AfterAClearAndRewriteElsewhere_StaleETagNeverFitsAgain()
    {
        var id = NewId();
        var state = await WriteNewAsync(id, new ContractState("first life", 1));
        var stale = await ReadAsync(OtherStorage, id);
        await Storage.ClearStateAsync(StateName, id, state);
        state.State = new ContractState("second life", 2);
        await Storage.WriteStateAsync(StateName, id, state);

        stale.State = new ContractState("ghost", 3);
        await Assert.ThrowsAsync<InconsistentStateException>(() => OtherStorage.WriteStateAsync(StateName, id, stale));

        Assert.Equal(new ContractState("second life", 2), (await ReadAsync(Storage, id)).State);
    }

    [Fact]
    public async Task Write_OtherNameOrKeyOrType_IsAnotherState()
    {
        var id = NewId();
        var sameKey = GrainId.Create("contract-other", id.Key.ToString() ?? "");
        await WriteNewAsync(id, new ContractState("a", 1));

        var otherName = new GrainState<ContractState>();
        await Storage.ReadStateAsync("profile", id, otherName);

        Assert.False(otherName.RecordExists);
        Assert.False((await ReadAsync(Storage, sameKey)).RecordExists);
        Assert.False((await ReadAsync(Storage, NewId())).RecordExists);
    }

    [Fact]
    public async Task Write_ManyGrainsAtOnce_AllAreStored()
    {
        var ids = Enumerable.Range(0, 200).Select(_ => NewId()).ToArray();

        await Task.WhenAll(ids.Select((id, i) => WriteNewAsync(id, new ContractState("many", i))));

        var read = await Task.WhenAll(ids.Select(id => ReadAsync(OtherStorage, id)));
        Assert.Equal(Enumerable.Range(0, 200).Select(i => new ContractState("many", i)), read.Select(state => state.State));
    }

    [Fact]
    public async Task Write_FiftyWritersOfOneVersion_OneWins()
    {
        var id = NewId();
        await WriteNewAsync(id, new ContractState("start", 0));
        var writers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => ReadAsync(i % 2 == 0 ? Storage : OtherStorage, id)));

        var outcomes = await Task.WhenAll(writers.Select((writer, i) => TryWriteAsync(i, writer)));

        var winner = Assert.Single(outcomes, outcome => outcome is not null);
        Assert.Equal(winner, (await ReadAsync(Storage, id)).State);

        async Task<ContractState?> TryWriteAsync(int i, GrainState<ContractState> writer)
        {
            var next = new ContractState("writer", i);
            writer.State = next;
            try
            {
                await (i % 2 == 0 ? Storage : OtherStorage).WriteStateAsync(StateName, id, writer);
                return next;
            }
            catch (InconsistentStateException)
            {
                return null;
            }
        }
    }

    private static GrainId NewId() => GrainId.Create("contract", $"k/{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}");

    private static async Task<GrainState<ContractState>> ReadAsync(IGrainStorage storage, GrainId id)
    {
        var state = new GrainState<ContractState>();
        await storage.ReadStateAsync(StateName, id, state);
        return state;
    }

    private async Task<GrainState<ContractState>> WriteNewAsync(GrainId id, ContractState value)
    {
        var state = new GrainState<ContractState> { State = value };
        await Storage.WriteStateAsync(StateName, id, state);
        return state;
    }

    /// <summary>The state that the suite stores.</summary>
    public sealed record ContractState(string Text, long Number);
}

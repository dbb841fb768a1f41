using System.Threading.Channels;

namespace Nusaloka.Grains.Tests.State;

/// <summary>A storage whose writes end when the test says so, and how it says so.</summary>
internal sealed class ScriptedState<TState>(TState initial) : IPersistentState<TState>
{
    private readonly Channel<ScriptedWrite<TState>> _writes = Channel.CreateUnbounded<ScriptedWrite<TState>>();

    public TState State { get; set; } = initial;

    public string? Etag => null;

    public bool RecordExists => true;

    /// <summary>The writes that nobody has taken yet.</summary>
    public int Untaken => _writes.Reader.Count;

    /// <summary>The next write, when it comes.</summary>
    public async Task<ScriptedWrite<TState>> NextWriteAsync()
    {
        using var patience = new CancellationTokenSource(Testing.Eventually.DefaultLimit);
        return await _writes.Reader.ReadAsync(patience.Token);
    }

    public Task WriteStateAsync()
    {
        var write = new ScriptedWrite<TState>(State);
        _writes.Writer.TryWrite(write);
        return write.Done;
    }

    public Task ReadStateAsync() => throw new NotSupportedException();

    public Task ClearStateAsync() => throw new NotSupportedException();
}

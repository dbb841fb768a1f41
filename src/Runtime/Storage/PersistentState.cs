using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Nusaloka.Runtime.Activation;
using Nusaloka.Runtime.Metrics;
using Orleans;
using Orleans.Core;
using Orleans.Runtime;
using Orleans.Storage;

namespace Nusaloka.Runtime.Storage;

/// <summary>
/// One state of one activation. Operations run one after another, whatever requests interleave; a write that waits behind another one
/// serves all who ask meanwhile, because it writes the state as it is when its turn comes. Used on the activation's scheduler only.
/// </summary>
internal sealed partial class PersistentState<TState>(string name, GrainId grainId, IGrainStorage storage, ILogger logger)
    : IPersistentState<TState>, IActivationParticipant
{
    private readonly GrainState<TState> _record = new(NewState());
    private Task _last = Task.CompletedTask;
    private Task? _waitingWrite;

    public TState State
    {
        get => _record.State!;
        set => _record.State = value;
    }

    public string? Etag => _record.ETag;

    public bool RecordExists => _record.RecordExists;

    public Task StartAsync(CancellationToken cancellationToken) => ReadAsync(cancellationToken);

    public Task ReadStateAsync() => ReadAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearAsync(CancellationToken.None);

    Task IStorage.ReadStateAsync(CancellationToken cancellationToken) => ReadAsync(cancellationToken);

    Task IStorage.WriteStateAsync(CancellationToken cancellationToken) => WriteAsync(cancellationToken);

    Task IStorage.ClearStateAsync(CancellationToken cancellationToken) => ClearAsync(cancellationToken);

    private Task ReadAsync(CancellationToken cancellationToken) => InTurn("read", static async (state, token) =>
    {
        await state.Storage.ReadStateAsync(state.Name, state.GrainId, state._record, token);
        state._record.State ??= NewState();
    }, cancellationToken);

    private Task ClearAsync(CancellationToken cancellationToken) => InTurn("clear", static async (state, token) =>
    {
        await state.Storage.ClearStateAsync(state.Name, state.GrainId, state._record, token);
        state._record.State = NewState();
    }, cancellationToken);

    private Task WriteAsync(CancellationToken cancellationToken)
    {
        if (_waitingWrite is not null && !cancellationToken.CanBeCanceled) return _waitingWrite;
        var mayBeShared = !_last.IsCompleted && !cancellationToken.CanBeCanceled;
        var write = InTurn("write", static (state, token) =>
        {
            state._waitingWrite = null;
            return state.Storage.WriteStateAsync(state.Name, state.GrainId, state._record, token);
        }, cancellationToken);
        if (mayBeShared) _waitingWrite = write;
        return write;
    }

    private string Name => name;

    private GrainId GrainId => grainId;

    private IGrainStorage Storage => storage;

    private Task InTurn(string operation, Func<PersistentState<TState>, CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        // Whoever asks after a waiting write must see it happen first, so it is shared no longer.
        _waitingWrite = null;
        return _last = RunAsync(_last, operation, run, cancellationToken);
    }

    private async Task RunAsync(Task before, string operation, Func<PersistentState<TState>, CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        if (!before.IsCompleted) await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        using var activity = Tracing.StartStorage($"{operation} storage", grainId, name);
        try
        {
            await run(this, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            Tracing.Fail(activity, exception);
            LogFailed(logger, exception, operation, name, grainId);
            if (exception is OrleansException) throw;
            throw new OrleansException(
                $"Error from storage provider {storage.GetType().Name} during {operation} of state {name} of grain {grainId}: {exception.Message}", exception);
        }
    }

    // Records without a parameterless constructor start with every member at its default.
    private static TState NewState() =>
        typeof(TState).IsValueType || typeof(TState).GetConstructor(Type.EmptyTypes) is not null
            ? Activator.CreateInstance<TState>()
            : (TState)RuntimeHelpers.GetUninitializedObject(typeof(TState));

    [LoggerMessage(140, LogLevel.Error, "Storage failed to {Operation} state {StateName} of grain {GrainId}.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string operation, string stateName, GrainId grainId);
}

using System.Globalization;
using Nusaloka.Runtime.Tests.Testing;

namespace Nusaloka.Runtime.Tests.Messaging;

public sealed class CallGrain : Grain, ICallGrain
{
    private int _value;

    public Task<string> EchoAsync(string text) => Task.FromResult(text);

    public Task<string> JoinAsync(string text, int number, decimal amount, Guid id, DateTimeOffset time, int? missing, string[] list) =>
        Task.FromResult(string.Create(CultureInfo.InvariantCulture, $"{text} {number} {amount} {id} {time:O} {missing.HasValue} {string.Join('+', list)}"));

    public ValueTask SetAsync(int value)
    {
        _value = value;
        return ValueTask.CompletedTask;
    }

    public ValueTask<int> GetAsync() => new(_value);

    public Task<(ICallGrain Typed, GrainId Untyped)> GetReferencesAsync() =>
        Task.FromResult((this.AsReference<ICallGrain>(), GrainReference.GrainId));

    public async Task FailAsync(string message)
    {
        await Task.Yield();
        throw new NoSuchAccountException(message);
    }

    public Task FailAtOnceAsync(string message) => throw new NoSuchAccountException(message);

    public Task FailThroughAsync(string other, string message) => GrainFactory.GetGrain<ICallGrain>(other).FailAsync(message);

    public Task WaitAsync(string gate) => Gate.Named(gate).PassAsync();

    public async Task WaitUntilCancelledAsync(string gate, CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(cancelled.SetResult);
        _ = Gate.Named(gate).PassAsync();
        await cancelled.Task;
        Journal.Write(gate, "cancelled");
        cancellationToken.ThrowIfCancellationRequested();
    }

    public Task CountAsync(CancellationToken cancellationToken)
    {
        _value++;
        return Task.CompletedTask;
    }

    public async Task NotifyAsync(string gate, bool fail)
    {
        await Gate.Named(gate).PassAsync();
        if (fail) throw new NoSuchAccountException("Nobody hears this.");
        _value++;
    }

    public Task<string?> ReadContextAsync(string key) => Task.FromResult(RequestContext.Get(key) as string);

    public Task<string?> ReadContextThroughAsync(string other, string key) => GrainFactory.GetGrain<ICallGrain>(other).ReadContextAsync(key);

    public Task ChangeContextAsync(string key, string value)
    {
        RequestContext.Set(key, value);
        return Task.CompletedTask;
    }
}

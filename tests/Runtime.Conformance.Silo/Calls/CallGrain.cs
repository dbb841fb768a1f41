using System.Globalization;
using Nusaloka.Runtime.Conformance.Silo.Observation;

namespace Nusaloka.Runtime.Conformance.Silo.Calls;

public sealed class CallGrain(Journal journal, Gates gates) : LocatedGrain, ICallGrain
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

    public Task<(ICallGrain Typed, GrainId Untyped)> GetReferencesAsync() => Task.FromResult((this.AsReference<ICallGrain>(), GrainReference.GrainId));

    public Task<string> EchoThroughAsync(ICallGrain other, string text) => other.EchoAsync(text);

    public Task WaitAsync(string gate) => gates.PassAsync(gate);

    public Task WaitThroughAsync(string other, string gate) => Other(other).WaitAsync(gate);

    public async Task NotifyAsync(string gate, bool fail)
    {
        await gates.PassAsync(gate);
        if (fail) throw new InvalidDataException("Nobody hears this.");
        _value++;
    }

    public Task CountAsync(CancellationToken cancellationToken)
    {
        _value++;
        return Task.CompletedTask;
    }

    public async Task WaitUntilCancelledAsync(string gate, CancellationToken cancellationToken)
    {
        try
        {
            await gates.PassAsync(gate, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await journal.WriteAsync(gate, "cancelled");
            throw;
        }
    }

    public Task WaitUntilCancelledThroughAsync(string other, string gate, CancellationToken cancellationToken) =>
        Other(other).WaitUntilCancelledAsync(gate, cancellationToken);

    public Task<object?> ReadContextAsync(string key) => Task.FromResult(RequestContext.Get(key));

    public Task<object?> ReadContextThroughAsync(string other, string key) => Other(other).ReadContextAsync(key);

    public Task ChangeContextAsync(string key, string value)
    {
        RequestContext.Set(key, value);
        return Task.CompletedTask;
    }

    private ICallGrain Other(string key) => GrainFactory.GetGrain<ICallGrain>(key);
}

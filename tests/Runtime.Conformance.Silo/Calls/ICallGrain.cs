using Orleans.Concurrency;

namespace Nusaloka.Runtime.Conformance.Silo.Calls;

/// <summary>Calls of every kind.</summary>
public interface ICallGrain : IEchoer
{
    Task<string> JoinAsync(string text, int number, decimal amount, Guid id, DateTimeOffset time, int? missing, string[] list);

    ValueTask SetAsync(int value);

    ValueTask<int> GetAsync();

    /// <summary>References of itself: by interface, and as the grain has it.</summary>
    Task<(ICallGrain Typed, GrainId Untyped)> GetReferencesAsync();

    /// <summary>Calls the grain that it is given.</summary>
    Task<string> EchoThroughAsync(ICallGrain other, string text);

    Task WaitAsync(string gate);

    /// <summary>Waits for the other grain as long as grains wait for one another.</summary>
    Task WaitThroughAsync(string other, string gate);

    [OneWay]
    Task NotifyAsync(string gate, bool fail);

    Task CountAsync(CancellationToken cancellationToken);

    Task WaitUntilCancelledAsync(string gate, CancellationToken cancellationToken);

    Task WaitUntilCancelledThroughAsync(string other, string gate, CancellationToken cancellationToken);

    Task<object?> ReadContextAsync(string key);

    Task<object?> ReadContextThroughAsync(string other, string key);

    Task ChangeContextAsync(string key, string value);
}

using Orleans.Concurrency;

namespace Nusaloka.Runtime.Tests.Messaging;

/// <summary>Calls of every kind.</summary>
public interface ICallGrain : IGrainWithStringKey, IEchoer
{
    Task<string> JoinAsync(string text, int number, decimal amount, Guid id, DateTimeOffset time, int? missing, string[] list);

    ValueTask SetAsync(int value);

    ValueTask<int> GetAsync();

    /// <summary>References of itself: by interface, and as the grain has it.</summary>
    Task<(ICallGrain Typed, GrainId Untyped)> GetReferencesAsync();

    Task FailAsync(string message);

    Task FailAtOnceAsync(string message);

    Task FailThroughAsync(string other, string message);

    Task WaitAsync(string gate);

    Task WaitUntilCancelledAsync(string gate, CancellationToken cancellationToken);

    Task CountAsync(CancellationToken cancellationToken);

    [OneWay]
    Task NotifyAsync(string gate, bool fail);

    Task<string?> ReadContextAsync(string key);

    Task<string?> ReadContextThroughAsync(string other, string key);

    Task ChangeContextAsync(string key, string value);
}

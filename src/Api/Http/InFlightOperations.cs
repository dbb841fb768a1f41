using System.Collections.Concurrent;

namespace Nusaloka.Api.Http;

/// <summary>
/// The named operations that this node is working on. A second request with the same key is told so at once instead of waiting
/// behind the first. What makes the effect happen once is the grain's stored result; this is only manners.
/// </summary>
public sealed class InFlightOperations
{
    private readonly ConcurrentDictionary<(string Caller, string Route, string Key), byte> _operations = new();

    /// <summary>Begins an operation, or answers null when it is in flight already. Dispose of the result at its end.</summary>
    public IDisposable? TryBegin(string caller, string route, string key)
    {
        var operation = (caller, route, key);
        return _operations.TryAdd(operation, 0) ? new Lease(this, operation) : null;
    }

    private sealed class Lease(InFlightOperations owner, (string Caller, string Route, string Key) operation) : IDisposable
    {
        public void Dispose() => owner._operations.TryRemove(operation, out _);
    }
}

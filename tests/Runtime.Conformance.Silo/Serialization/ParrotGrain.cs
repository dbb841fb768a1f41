using Nusaloka.Runtime.Conformance.Silo.Observation;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

public sealed class ParrotGrain : LocatedGrain, IParrotGrain
{
    public Task<object?> SayAsync(object? message) => Task.FromResult(message);

    public Task<object?> SayThroughAsync(string other, object? message) => GrainFactory.GetGrain<IParrotGrain>(other).SayAsync(message);

    public Task<string> DescribeAsync(object? message) => Task.FromResult($"{message?.GetType()} {message}");
}

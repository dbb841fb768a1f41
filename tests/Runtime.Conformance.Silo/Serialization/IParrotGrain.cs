using Nusaloka.Runtime.Conformance.Silo.Observation;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <summary>Says again what it is told.</summary>
public interface IParrotGrain : ILocatedGrain
{
    Task<object?> SayAsync(object? message);

    /// <summary>The same by way of another parrot.</summary>
    Task<object?> SayThroughAsync(string other, object? message);

    /// <summary>What it understood, in words.</summary>
    Task<string> DescribeAsync(object? message);
}

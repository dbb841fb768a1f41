using Nusaloka.Runtime.Conformance.Silo.Observation;

namespace Nusaloka.Runtime.Conformance.Silo.Filters;

/// <summary>Calls that filters of the host and of the grain do something with.</summary>
public interface IFilteredGrain : ILocatedGrain
{
    /// <summary>Every filter puts its name around the answer.</summary>
    Task<string> SayAsync(string text);

    Task<string> SayThroughAsync(string other, string text);

    /// <summary>A filter answers what it sees of the call, and changes the argument before.</summary>
    Task<string> WitnessAsync(string text);

    Task<string> WitnessThroughAsync(string other, string text);

    /// <summary>A filter replaces the exception.</summary>
    Task FailAsync();

    /// <summary>A filter refuses the call.</summary>
    Task RefuseAsync();

    /// <summary>What a filter of the caller put into the request context, as the first filter here saw it, and as the grain sees it.</summary>
    Task<string> ReadContextAsync();
}

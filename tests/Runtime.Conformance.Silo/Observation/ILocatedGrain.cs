namespace Nusaloka.Runtime.Conformance.Silo.Observation;

/// <summary>A grain that says where it lives.</summary>
public interface ILocatedGrain : IGrainWithStringKey
{
    /// <summary>The silo of this activation.</summary>
    Task<string> WhereAsync();
}

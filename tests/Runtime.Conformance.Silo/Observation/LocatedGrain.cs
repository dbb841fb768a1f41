namespace Nusaloka.Runtime.Conformance.Silo.Observation;

/// <summary>What the grains of these tests have in common.</summary>
public abstract class LocatedGrain : Grain, ILocatedGrain
{
    protected string Key => this.GetPrimaryKeyString();

    public Task<string> WhereAsync() => Task.FromResult(RuntimeIdentity);
}

namespace Nusaloka.Runtime.Conformance.Silo.Storage;

/// <summary>Its storage does not exist.</summary>
public sealed class HomelessGrain([PersistentState("memory", "nowhere")] IPersistentState<NameState> memory) : Grain, IForgetfulGrain
{
    public Task WriteAsync() => memory.WriteStateAsync();
}

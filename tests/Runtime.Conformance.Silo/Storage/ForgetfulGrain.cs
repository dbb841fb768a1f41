namespace Nusaloka.Runtime.Conformance.Silo.Storage;

/// <summary>Its storage fails.</summary>
public sealed class ForgetfulGrain([PersistentState("memory", FailingStorage.Name)] IPersistentState<NameState> memory) : Grain, IForgetfulGrain
{
    public Task WriteAsync() => memory.WriteStateAsync();
}

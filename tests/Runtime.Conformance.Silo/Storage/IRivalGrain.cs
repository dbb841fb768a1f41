namespace Nusaloka.Runtime.Conformance.Silo.Storage;

/// <summary>Writes another grain's state behind its back, as a second activation of it would.</summary>
public interface IRivalGrain : IGrainWithStringKey
{
    Task OverwriteAsync(GrainId ledger, long balance);
}

namespace Nusaloka.Silo.Operations;

/// <summary>How far a process is in its life.</summary>
public enum ProcessState
{
    /// <summary>On its way into the cluster, for the first time or again.</summary>
    Joining,

    /// <summary>Serving.</summary>
    Active,

    /// <summary>Leaving: it finishes what it has.</summary>
    ShuttingDown,
}

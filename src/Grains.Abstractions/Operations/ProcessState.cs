namespace Nusaloka.Operations;

/// <summary>How far a process of the cluster is in its life.</summary>
[GenerateSerializer, Alias("nusaloka.ProcessState")]
public enum ProcessState
{
    /// <summary>On its way into the cluster, for the first time or again.</summary>
    Joining = 0,

    /// <summary>Serving.</summary>
    Active = 1,

    /// <summary>Leaving: it finishes what it has.</summary>
    ShuttingDown = 2,

    /// <summary>Not in the newest view any more, or silent for seconds.</summary>
    Gone = 3,
}

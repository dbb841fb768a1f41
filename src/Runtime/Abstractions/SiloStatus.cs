namespace Orleans.Runtime;

/// <summary>How a silo is, as the cluster sees it.</summary>
public enum SiloStatus
{
    /// <summary>Unknown.</summary>
    None = 0,

    /// <summary>Made, not started.</summary>
    Created = 1,

    /// <summary>On its way into the cluster.</summary>
    Joining = 2,

    /// <summary>Serving: grains are placed on it.</summary>
    Active = 3,

    /// <summary>Leaving: it finishes what it has and gets no new grains.</summary>
    ShuttingDown = 4,

    /// <summary>Leaving at once.</summary>
    Stopping = 5,

    /// <summary>Gone.</summary>
    Dead = 6,
}

namespace Orleans.Concurrency;

/// <summary>A grain class with many activations per identity, each on the silo of its caller (on a random silo for a client).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute(int maxLocalWorkers) : Attribute
{
    /// <summary>As many local workers as the machine has processors.</summary>
    public StatelessWorkerAttribute()
        : this(-1)
    {
    }

    /// <summary>The most activations of one identity per silo; below 1 means the number of processors.</summary>
    public int MaxLocalWorkers { get; } = maxLocalWorkers;
}

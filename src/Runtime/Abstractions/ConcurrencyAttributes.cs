namespace Orleans.Concurrency;

/// <summary>A grain method that changes no state; such calls may interleave with one another.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute
{
}

/// <summary>A grain class whose calls may all interleave.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute
{
}

/// <summary>A grain method whose calls may interleave with any other.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute
{
}

/// <summary>A grain method that is not answered: the caller's task completes when the call is sent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute
{
}

/// <summary>A grain class with many activations per identity, each on the silo of its caller.</summary>
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

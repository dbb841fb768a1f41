namespace Nusaloka.Bench.Measuring;

/// <summary>One side of a comparison.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Callers">How many calls are in flight.</param>
/// <param name="Call">One call; gets the number of the caller and of its call.</param>
/// <param name="Size">How many units of work one call does.</param>
internal sealed record Side(string Name, int Callers, Func<int, long, Task> Call, int Size = 1)
{
    /// <summary>How many units were done so far, where calls differ in how many they do: it counts then, and not <see cref="Size"/>. Null where they do not.</summary>
    public Func<long>? Done { get; init; }
}

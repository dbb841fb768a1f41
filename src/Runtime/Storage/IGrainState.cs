namespace Orleans;

/// <summary>A state as a storage provider sees it: the provider fills and updates it.</summary>
public interface IGrainState<T>
{
    /// <summary>The state itself.</summary>
    T? State { get; set; }

    /// <summary>The version in storage; null when there is none.</summary>
    string? ETag { get; set; }

    /// <summary>True when storage holds it.</summary>
    bool RecordExists { get; set; }
}

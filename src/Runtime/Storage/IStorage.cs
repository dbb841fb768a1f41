namespace Orleans.Core;

/// <summary>Reads and writes one state of one grain. Operations of one state run one after another.</summary>
public interface IStorage
{
    /// <summary>The version in storage as last seen; null when there is none.</summary>
    string? Etag { get; }

    /// <summary>True when storage held the state as last seen.</summary>
    bool RecordExists { get; }

    /// <summary>Loads the state, dropping what is in memory.</summary>
    Task ReadStateAsync();

    /// <summary>Writes the state.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">
    /// Storage holds another version. When this leaves the grain, the activation is taken down.
    /// </exception>
    Task WriteStateAsync();

    /// <summary>Removes the state from storage and resets it in memory.</summary>
    Task ClearStateAsync();

    /// <inheritdoc cref="ReadStateAsync()"/>
    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();

    /// <inheritdoc cref="WriteStateAsync()"/>
    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    /// <inheritdoc cref="ClearStateAsync()"/>
    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();
}

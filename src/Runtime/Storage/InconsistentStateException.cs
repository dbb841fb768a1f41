using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Storage holds another version than the writer saw: somebody else wrote. The activation that meets it is taken down.</summary>
[GenerateSerializer]
public class InconsistentStateException : OrleansException
{
    /// <summary>Without words.</summary>
    public InconsistentStateException()
    {
    }

    /// <summary>With words.</summary>
    public InconsistentStateException(string message)
        : base(message)
    {
    }

    /// <summary>With words and the cause.</summary>
    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    /// <summary>With the version in storage and the one the writer saw.</summary>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : base(errorMsg)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>With both versions and the cause.</summary>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException!)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>With both versions and the cause, whose words are taken.</summary>
    public InconsistentStateException(string? storedEtag, string? currentEtag, Exception storageException)
        : this(storageException?.Message ?? "Inconsistent state.", storedEtag, currentEtag, storageException)
    {
    }

    /// <summary>The version in storage, as far as the provider knows it.</summary>
    [Id(1)]
    public string? StoredEtag { get; }

    /// <summary>The version the writer saw.</summary>
    [Id(2)]
    public string? CurrentEtag { get; }

    // The activation that meets the exception first is the one whose view is stale; its callers, through whom it passes on, are not.
    [Id(0)]
    internal bool IsSourceActivation { get; set; } = true;

    /// <inheritdoc/>
    public override string ToString() => $"InconsistentStateException: {Message} Expected Etag={CurrentEtag} Received Etag={StoredEtag} {base.ToString()}";
}

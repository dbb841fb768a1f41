namespace Orleans;

/// <summary>Why an activation is taken down.</summary>
[GenerateSerializer]
public enum DeactivationReasonCode : byte
{
    /// <summary>Not stated.</summary>
    None = 0,

    /// <summary>The silo stops.</summary>
    ShuttingDown = 1,

    /// <summary>OnActivateAsync, the constructor or loading state failed.</summary>
    ActivationFailed = 2,

    /// <summary>The grain could not be registered.</summary>
    DirectoryFailure = 3,

    /// <summary>No request for the collection age.</summary>
    ActivationIdle = 4,

    /// <summary>A request runs for too long.</summary>
    ActivationUnresponsive = 5,

    /// <summary>Another activation holds the identity.</summary>
    DuplicateActivation = 6,

    /// <summary>A request of another interface version.</summary>
    IncompatibleRequest = 7,

    /// <summary>The grain's own error, such as a stale version in storage.</summary>
    ApplicationError = 8,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested = 9,

    /// <summary>The grain moves to another silo.</summary>
    Migrating = 10,

    /// <summary>The runtime asked for it.</summary>
    RuntimeRequested = 11,

    /// <summary>Memory is short.</summary>
    HighMemoryPressure = 12,
}

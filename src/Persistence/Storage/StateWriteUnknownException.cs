namespace Nusaloka.Persistence.Storage;

/// <summary>
/// The connection was lost while a write was being committed: it may be stored or not. The grain that gets this must
/// deactivate and read again; its caller may retry an idempotent command.
/// </summary>
public sealed class StateWriteUnknownException : Exception
{
    public StateWriteUnknownException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

namespace Nusaloka.Persistence.Storage;

/// <summary>A write was refused before anything was sent: the queue is full, the database cannot be reached or the process is stopping. Nothing is stored.</summary>
public sealed class StateWriteRejectedException : Exception
{
    public StateWriteRejectedException(string message)
        : base(message)
    {
    }

    public StateWriteRejectedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

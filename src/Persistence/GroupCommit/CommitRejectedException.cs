using System.Data.Common;

namespace Nusaloka.Persistence.GroupCommit;

/// <summary>A write was refused before anything was sent: the queue is full, the database cannot be reached or the process is stopping. Nothing is stored.</summary>
public sealed class CommitRejectedException : DbException
{
    public CommitRejectedException(string message)
        : base(message)
    {
    }

    public CommitRejectedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

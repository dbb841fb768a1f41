using System.Data.Common;

namespace Nusaloka.Persistence.GroupCommit;

/// <summary>
/// The connection was lost while a write was being committed: it may be stored or not. The grain that gets this must
/// deactivate and read again; its caller may retry an idempotent command.
/// </summary>
public sealed class CommitUnknownException : DbException
{
    public CommitUnknownException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

namespace Nusaloka.Persistence.Storage;

/// <summary>How far a batch got that was not committed, or may not have been.</summary>
internal enum FailureStage
{
    /// <summary>Nothing was sent.</summary>
    NotSent,

    /// <summary>PostgreSQL, or Npgsql while writing it, refused something in it; the whole batch is undone.</summary>
    RolledBack,

    /// <summary>The connection was lost before the answer came: committed or not.</summary>
    Unknown,
}

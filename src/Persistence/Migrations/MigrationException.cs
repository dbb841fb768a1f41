namespace Nusaloka.Persistence.Migrations;

/// <summary>The database cannot be brought to this program's schema. The message says which migration and what to do.</summary>
public sealed class MigrationException : Exception
{
    public MigrationException(string message)
        : base(message)
    {
    }

    public MigrationException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

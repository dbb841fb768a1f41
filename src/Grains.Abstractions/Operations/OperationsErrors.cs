namespace Nusaloka.Operations;

/// <summary>The expected failures of operations.</summary>
public static class OperationsErrors
{
    /// <summary>No such dead letter, or it has been replayed already.</summary>
    public static Error DeadLetterNotFound { get; } =
        new("dead_letter_not_found", ErrorKind.NotFound, "There is no such dead letter. It may have been replayed already.");
}

namespace Nusaloka;

/// <summary>
/// What the call asked for may have been done or not: whoever could have told was lost while it was being committed. The caller may repeat a
/// command that names its operation; any other may take effect twice.
/// </summary>
/// <remarks>Grains throw it, and it says the same in every process that it passes.</remarks>
[GenerateSerializer, Alias("nusaloka.OutcomeUnknownException")]
public sealed class OutcomeUnknownException : OrleansException
{
    /// <summary>Without words.</summary>
    public OutcomeUnknownException()
        : base("Whether this was done is unknown.")
    {
    }

    /// <summary>With words.</summary>
    public OutcomeUnknownException(string message)
        : base(message)
    {
    }

    /// <summary>With words and the cause.</summary>
    public OutcomeUnknownException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

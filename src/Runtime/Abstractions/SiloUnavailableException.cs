namespace Orleans.Runtime;

/// <summary>The silo that should serve, or was serving, the call is not there. Whether a call that had started took effect is unknown.</summary>
[GenerateSerializer]
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    /// <summary>
    /// Whether the call certainly did not run. Only the process that made the call knows; what another process threw further in says nothing
    /// of what was done before. Not in Microsoft Orleans.
    /// </summary>
    public bool DidNotRun { get; init; }

    /// <summary>Without words.</summary>
    public SiloUnavailableException()
        : base("The silo is not available.")
    {
    }

    /// <summary>With words.</summary>
    public SiloUnavailableException(string msg)
        : base(msg)
    {
    }

    /// <summary>With words and the cause.</summary>
    public SiloUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

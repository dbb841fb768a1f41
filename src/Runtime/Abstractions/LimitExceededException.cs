namespace Orleans.Runtime;

/// <summary>A bound of the runtime was reached, such as the number of requests waiting at one activation. The call did not run.</summary>
[GenerateSerializer]
public sealed class LimitExceededException : OrleansException
{
    /// <summary>Without words.</summary>
    public LimitExceededException()
        : base("Limit exceeded.")
    {
    }

    /// <summary>With words.</summary>
    public LimitExceededException(string message)
        : base(message)
    {
    }

    /// <summary>With words and the cause.</summary>
    public LimitExceededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With the limit's name, the value that was reached and the bound.</summary>
    public LimitExceededException(string limitName, int current, int threshold, object extraInfo)
        : base($"Limit exceeded {limitName} Current={current} Threshold={threshold} {extraInfo}")
    {
    }
}

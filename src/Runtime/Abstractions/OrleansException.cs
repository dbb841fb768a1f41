namespace Orleans.Runtime;

/// <summary>Base of the runtime's own exceptions.</summary>
[GenerateSerializer]
public class OrleansException : Exception
{
    /// <summary>Without words.</summary>
    public OrleansException()
        : base("Unexpected error.")
    {
    }

    /// <summary>With words.</summary>
    public OrleansException(string message)
        : base(message)
    {
    }

    /// <summary>With words and the cause.</summary>
    public OrleansException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

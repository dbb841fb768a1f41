namespace Orleans.Runtime;

/// <summary>The runtime is set up in a way that cannot work.</summary>
public sealed class OrleansConfigurationException : Exception
{
    /// <summary>With words.</summary>
    public OrleansConfigurationException(string message)
        : base(message)
    {
    }

    /// <summary>With words and the cause.</summary>
    public OrleansConfigurationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

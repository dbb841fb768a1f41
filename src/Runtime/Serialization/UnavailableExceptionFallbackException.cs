namespace Orleans.Serialization;

/// <summary>Stands for an exception that was thrown elsewhere and whose type cannot be made here. Message and stack are the original's.</summary>
public sealed class UnavailableExceptionFallbackException : Exception
{
    /// <summary>Without words.</summary>
    public UnavailableExceptionFallbackException()
    {
    }

    /// <summary>With words and the cause.</summary>
    public UnavailableExceptionFallbackException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The name of the original's type.</summary>
    public string? ExceptionType { get; internal set; }

    /// <summary>What else came with the original.</summary>
    public Dictionary<string, object?> Properties { get; } = [];

    /// <summary>The original's type, then message and stack.</summary>
    public override string ToString() =>
        string.IsNullOrWhiteSpace(ExceptionType) ? $"Unknown exception: {base.ToString()}" : $"Unknown exception of type {ExceptionType}: {base.ToString()}";
}

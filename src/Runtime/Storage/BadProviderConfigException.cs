using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A grain asks for a storage that is not registered.</summary>
[GenerateSerializer]
public sealed class BadProviderConfigException : OrleansException
{
    /// <summary>Without words.</summary>
    public BadProviderConfigException()
    {
    }

    /// <summary>With words.</summary>
    public BadProviderConfigException(string msg)
        : base(msg)
    {
    }

    /// <summary>With words and the cause.</summary>
    public BadProviderConfigException(string msg, Exception exc)
        : base(msg, exc)
    {
    }
}

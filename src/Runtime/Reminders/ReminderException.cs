namespace Orleans.Runtime;

/// <summary>A reminder could not be registered or unregistered because somebody else changed it at the same time.</summary>
[GenerateSerializer]
public sealed class ReminderException : OrleansException
{
    /// <summary>With words.</summary>
    public ReminderException(string message)
        : base(message)
    {
    }
}

namespace Nusaloka.Grains.Deliveries;

/// <summary>Who takes messages has said that it will never take this one: there is no such mailbox or number, or the message is malformed.</summary>
internal sealed class DeliveryRefusedException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The refusal behind a failure; null when there is none. What is thrown while a connection is made, the HTTP client wraps.</summary>
    public static DeliveryRefusedException? In(Exception? failure)
    {
        while (failure is not (null or DeliveryRefusedException))
            failure = failure.InnerException;
        return (DeliveryRefusedException?)failure;
    }
}

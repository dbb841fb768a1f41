namespace Nusaloka.Grains.Deliveries;

/// <summary>Who takes messages has said that it will never take this one: there is no such mailbox or number, or the message is malformed.</summary>
internal sealed class DeliveryRefusedException(string message, Exception? inner = null) : Exception(message, inner);

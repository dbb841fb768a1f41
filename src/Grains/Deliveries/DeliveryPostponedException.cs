namespace Nusaloka.Grains.Deliveries;

/// <summary>Who takes messages has too much to do, and has said how long it is to be left alone.</summary>
internal sealed class DeliveryPostponedException(string message, TimeSpan after) : Exception(message)
{
    /// <summary>How long.</summary>
    public TimeSpan After { get; } = after;
}

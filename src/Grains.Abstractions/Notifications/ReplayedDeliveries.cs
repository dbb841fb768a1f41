namespace Nusaloka.Notifications;

/// <summary>What became of <see cref="ReplayDeliveries"/>.</summary>
/// <param name="Count">How many are on their way again.</param>
/// <param name="HasMore">Whether there are more of the kind: the same asked again takes the next.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ReplayedDeliveries")]
public sealed record ReplayedDeliveries(
    [property: Id(0)] int Count,
    [property: Id(1)] bool HasMore);

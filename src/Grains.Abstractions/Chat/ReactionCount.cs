namespace Nusaloka.Chat;

/// <summary>How often a message got a reaction.</summary>
/// <param name="Emoji">The reaction.</param>
/// <param name="Count">How many members gave it.</param>
/// <param name="IsMine">Whether whoever asks did.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ReactionCount")]
public sealed record ReactionCount([property: Id(0)] string Emoji, [property: Id(1)] int Count, [property: Id(2)] bool IsMine);

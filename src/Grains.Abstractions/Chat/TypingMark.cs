namespace Nusaloka.Chat;

/// <summary>Whether a member is writing. Of the moment: it is stored nowhere, may be lost, and ends by itself.</summary>
/// <param name="AccountId">The member.</param>
/// <param name="IsTyping">Whether they are; false when they have stopped, or have not been heard of for <see cref="ChatLimits.TypingLasts"/>.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.TypingMark")]
public sealed record TypingMark([property: Id(0)] string AccountId, [property: Id(1)] bool IsTyping);

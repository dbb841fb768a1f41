namespace Nusaloka.Scenarios.Chat;

/// <summary>Something that happened in a room, as a phone heard of it or as it is stored.</summary>
/// <param name="Seq">Its number in the room.</param>
/// <param name="SenderId">Who said it; null for what is no message.</param>
/// <param name="Name">The sender's name for it; null for what is no message.</param>
/// <param name="Text">What it says; null for what is no message.</param>
internal sealed record SeenEvent(long Seq, string? SenderId, string? Name, string? Text);

namespace Nusaloka.Scenarios.Chat;

/// <summary>A message of which its sender was told that it is there.</summary>
/// <param name="RoomId">Where.</param>
/// <param name="SenderId">Who said it.</param>
/// <param name="Order">The how manieth message of the sender it is, in all rooms.</param>
/// <param name="Name">The sender's name for it.</param>
/// <param name="Text">What it says.</param>
/// <param name="Seq">The number that was answered.</param>
internal sealed record AcknowledgedMessage(string RoomId, string SenderId, int Order, string Name, string Text, long Seq);

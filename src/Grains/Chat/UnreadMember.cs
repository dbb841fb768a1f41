namespace Nusaloka.Grains.Chat;

/// <summary>A member who has not read something.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="ReadSeq">How far they have read.</param>
/// <param name="Seq">The message that they have not read.</param>
/// <param name="SenderId">Who sent it; null for the product.</param>
/// <param name="Name">What the sender is called; null for the product.</param>
/// <param name="At">When it was sent.</param>
internal sealed record UnreadMember(Guid AccountId, long ReadSeq, long Seq, Guid? SenderId, string? Name, DateTime At);

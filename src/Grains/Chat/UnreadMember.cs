namespace Nusaloka.Grains.Chat;

/// <summary>A member who has not read something.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="ReadSeq">How far they have read.</param>
/// <param name="Seq">The message that they have not read.</param>
/// <param name="SenderId">Who sent it; null for the product.</param>
/// <param name="Name">What the sender is called; null for the product, and as long as it is not looked up.</param>
/// <param name="At">When it was sent.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.UnreadMember")]
internal sealed record UnreadMember(
    [property: Id(0)] Guid AccountId,
    [property: Id(1)] long ReadSeq,
    [property: Id(2)] long Seq,
    [property: Id(3)] Guid? SenderId,
    [property: Id(4)] string? Name,
    [property: Id(5)] DateTime At);

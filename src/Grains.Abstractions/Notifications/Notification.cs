namespace Nusaloka.Notifications;

/// <summary>Something that a person was told, in the language they read now.</summary>
/// <param name="Id">UUID.</param>
/// <param name="AccountId">Who was told.</param>
/// <param name="Kind">What happened, such as <c>payment.succeeded</c>.</param>
/// <param name="Category">What it is about.</param>
/// <param name="Title">One line.</param>
/// <param name="Body">A sentence or two.</param>
/// <param name="Link">The path of what it is about below /api/v1; null for none.</param>
/// <param name="CreatedAt">When it happened, UTC.</param>
/// <param name="ReadAt">When it was read; null before.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Notification")]
public sealed record Notification(
    [property: Id(0)] string Id,
    [property: Id(1)] string AccountId,
    [property: Id(2)] string Kind,
    [property: Id(3)] NotificationCategory Category,
    [property: Id(4)] string Title,
    [property: Id(5)] string Body,
    [property: Id(6)] string? Link,
    [property: Id(7)] DateTimeOffset CreatedAt,
    [property: Id(8)] DateTimeOffset? ReadAt)
{
    /// <summary>For logs: not what it says.</summary>
    public override string ToString() => $"{nameof(Notification)} {{ {Id} {Kind} }}";
}

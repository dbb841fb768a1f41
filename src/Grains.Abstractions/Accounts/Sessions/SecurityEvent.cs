namespace Nusaloka.Accounts.Sessions;

/// <summary>Something that happened to the security of an account: what staff and its owner look at when in doubt.</summary>
/// <param name="Id">A UUID.</param>
/// <param name="Type">For example <c>session.reuse_detected</c>.</param>
/// <param name="SessionId">The session that it is about; null when it is about the account.</param>
/// <param name="Detail">In a few words: a reason, a device.</param>
/// <param name="By">The account that did it; null when it was its owner or nobody.</param>
/// <param name="At">When, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SecurityEvent")]
public sealed record SecurityEvent(
    [property: Id(0)] string Id,
    [property: Id(1)] string Type,
    [property: Id(2)] string? SessionId,
    [property: Id(3)] string Detail,
    [property: Id(4)] string? By,
    [property: Id(5)] DateTimeOffset At);

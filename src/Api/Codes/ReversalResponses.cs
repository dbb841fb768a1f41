using Nusaloka.Accounts;

namespace Nusaloka.Api.Codes;

/// <summary>How far the taking back of a change is.</summary>
/// <param name="Status">done, waiting (for the holder of the account to object) or contested (an officer decides).</param>
/// <param name="AskedAt">When it was asked for.</param>
/// <param name="DueAt">When it happens by itself, while it waits; when it was done.</param>
public sealed record ReversalResponse(ReversalStatus Status, DateTimeOffset AskedAt, DateTimeOffset DueAt)
{
    /// <summary>The wire shape.</summary>
    public static ReversalResponse Of(ReversalProgress progress) => new(progress.Status, progress.AskedAt, progress.DueAt);
}

/// <summary>A change that two people disagree about.</summary>
/// <param name="UserId">Whose account it is about.</param>
/// <param name="AskedAt">Since when.</param>
public sealed record ContestedReversalResponse(string UserId, DateTimeOffset AskedAt);

/// <summary>One page of them.</summary>
/// <param name="Data">The longest waiting first.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record ContestedReversalsResponse(IReadOnlyList<ContestedReversalResponse> Data, string? NextCursor);

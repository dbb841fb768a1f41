namespace Nusaloka.Accounts;

/// <summary>How far it is to take a change of address or number back.</summary>
/// <param name="Status">Where it is.</param>
/// <param name="AskedAt">When it was asked for, UTC.</param>
/// <param name="DueAt">When it happens unless the holder of the account objects, UTC; of one that was done, when that was.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ReversalProgress")]
public sealed record ReversalProgress(
    [property: Id(0)] ReversalStatus Status,
    [property: Id(1)] DateTimeOffset AskedAt,
    [property: Id(2)] DateTimeOffset DueAt);

/// <summary>Where the taking back of a change is.</summary>
[GenerateSerializer, Alias("nusaloka.ReversalStatus")]
public enum ReversalStatus
{
    /// <summary>The old address or number is the account's again.</summary>
    Done = 0,

    /// <summary>It waits for the holder of the account to object.</summary>
    Waiting = 1,

    /// <summary>The holder has objected: an officer decides.</summary>
    Contested = 2,
}

namespace Nusaloka.Profiles;

/// <summary>How far the check of a person's identity is.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Status">Where it is.</param>
/// <param name="LegalName">As it stands in the document; null when nothing was asked for.</param>
/// <param name="Document">Which document; null when nothing was asked for.</param>
/// <param name="DocumentNumber">Its number, all but the last four characters masked; null when nothing was asked for.</param>
/// <param name="Reason">What the officer says of the decision; may be empty.</param>
/// <param name="RequestedAt">When it was asked for, UTC.</param>
/// <param name="DecidedAt">When it was decided, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Verification")]
public sealed record Verification(
    [property: Id(0)] string AccountId,
    [property: Id(1)] VerificationStatus Status,
    [property: Id(2)] string? LegalName,
    [property: Id(3)] IdentityDocument? Document,
    [property: Id(4)] string? DocumentNumber,
    [property: Id(5)] string Reason,
    [property: Id(6)] DateTimeOffset? RequestedAt,
    [property: Id(7)] DateTimeOffset? DecidedAt)
{
    /// <summary>For logs: without the person.</summary>
    public override string ToString() => $"{nameof(Verification)} {{ {AccountId} {Status} }}";
}

/// <summary>Whether we know who a person is.</summary>
[GenerateSerializer, Alias("nusaloka.VerificationStatus")]
public enum VerificationStatus
{
    /// <summary>Nobody has asked.</summary>
    Unverified = 0,

    /// <summary>It waits for an officer.</summary>
    Pending = 1,

    /// <summary>An officer has seen that it is right.</summary>
    Verified = 2,

    /// <summary>An officer has seen that it is not; it may be asked for again.</summary>
    Rejected = 3,
}

/// <summary>What proves who a person is.</summary>
[GenerateSerializer, Alias("nusaloka.IdentityDocument")]
public enum IdentityDocument
{
    /// <summary>An Indonesian identity card; its number is the NIK.</summary>
    Ktp = 0,

    /// <summary>A passport of any country.</summary>
    Passport = 1,
}

/// <summary>A person whose identity waits to be checked, or was.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Status">Where it is.</param>
/// <param name="RequestedAt">Since when, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.QueuedVerification")]
public sealed record QueuedVerification(
    [property: Id(0)] string AccountId,
    [property: Id(1)] VerificationStatus Status,
    [property: Id(2)] DateTimeOffset RequestedAt);

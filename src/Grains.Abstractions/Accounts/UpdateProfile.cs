namespace Nusaloka.Accounts;

/// <summary>Changes what a person says of themselves.</summary>
/// <param name="FullName">1 to 100 characters after trimming, no control characters.</param>
/// <param name="ExpectedVersion">The <see cref="Account.Version"/> that the caller saw; null to change whatever is there.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.UpdateProfile")]
public sealed record UpdateProfile(
    [property: Id(0)] string FullName,
    [property: Id(1)] long? ExpectedVersion);

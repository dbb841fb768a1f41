namespace Nusaloka.Accounts;

/// <summary>
/// Takes a change of address or number back, for who reads the old one. What else they have proven decides whether it happens at once.
/// </summary>
/// <param name="Version">The account's version that the change made.</param>
/// <param name="Language">The language of what the asker is told: <c>id</c> or <c>en</c>.</param>
/// <param name="OtherVersion">Another change of the account whose code the asker has, so that they read that old address, too; null for none.</param>
/// <param name="Password">The password that was good before the change; null for none.</param>
/// <param name="ProvenIdentifier">An identifier of the account, as a key, that the asker has shown a code of; null for none.</param>
/// <param name="PasskeyAddedAt">When a passkey of the account was added that the asker has just used; null for none.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.RevertIdentifier")]
public sealed record RevertIdentifier(
    [property: Id(0)] long Version,
    [property: Id(1)] string Language,
    [property: Id(2)] long? OtherVersion = null,
    [property: Id(3)] string? Password = null,
    [property: Id(4)] string? ProvenIdentifier = null,
    [property: Id(5)] DateTimeOffset? PasskeyAddedAt = null)
{
    /// <summary>For logs: without the password.</summary>
    public override string ToString() => $"{nameof(RevertIdentifier)} {{ Version = {Version} }}";
}

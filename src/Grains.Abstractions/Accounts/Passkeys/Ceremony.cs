namespace Nusaloka.Accounts.Passkeys;

/// <summary>A WebAuthn ceremony that has begun: what the server must remember until the authenticator has answered.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="AccountId">Whose it is: who registers, or who was named for the sign-in; null when anybody may sign in.</param>
/// <param name="State">The challenge and what belongs to it, as the verifier wrote it; at most 4096 characters.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Ceremony")]
public sealed record Ceremony(
    [property: Id(0)] CeremonyPurpose Purpose,
    [property: Id(1)] string? AccountId,
    [property: Id(2)] string State)
{
    /// <summary>For logs: without the challenge.</summary>
    public override string ToString() => $"{nameof(Ceremony)} {{ Purpose = {Purpose}, AccountId = {AccountId} }}";
}

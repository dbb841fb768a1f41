namespace Nusaloka.Codes;

/// <summary>
/// Asks for a change of address or number to be taken back, with what the asker can show. Without anything beside the code of the notice the
/// holder of the account is asked first.
/// </summary>
/// <param name="Token">The code in the notice that went to the old address or number.</param>
/// <param name="Language">The language of what the asker is told: <c>id</c> or <c>en</c>.</param>
/// <param name="OtherToken">The code in the notice about the other old one, where both were changed; null for none.</param>
/// <param name="Password">The password that was good before the change; null for none.</param>
/// <param name="Code">A sign-in code of the account's other address or number; null for none.</param>
/// <param name="PasskeyAccountId">Whose passkey was just used; null for none.</param>
/// <param name="PasskeyAddedAt">When that was added.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.RevertChange")]
public sealed record RevertChange(
    [property: Id(0)] string Token,
    [property: Id(1)] string Language,
    [property: Id(2)] string? OtherToken = null,
    [property: Id(3)] string? Password = null,
    [property: Id(4)] RedeemCode? Code = null,
    [property: Id(5)] string? PasskeyAccountId = null,
    [property: Id(6)] DateTimeOffset? PasskeyAddedAt = null)
{
    /// <summary>For logs: without what was shown.</summary>
    public override string ToString() => nameof(RevertChange);
}

namespace Nusaloka.Accounts.Sessions;

/// <summary>What a person who has signed in or refreshed shows from now on.</summary>
/// <param name="SessionId">The session: the claim <c>sid</c> of its access tokens.</param>
/// <param name="Token">The access token.</param>
/// <param name="RefreshToken">Good for the next refresh, see <see cref="Sessions.RefreshToken"/>.</param>
/// <param name="Account">Who they are.</param>
/// <param name="DeviceToken">For the device's next sign-in, see <see cref="Sessions.DeviceToken"/>; null in answers to a refresh.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SessionTokens")]
public sealed record SessionTokens(
    [property: Id(0)] string SessionId,
    [property: Id(1)] AccessToken Token,
    [property: Id(2)] string RefreshToken,
    [property: Id(3)] Account Account,
    [property: Id(4)] string? DeviceToken = null)
{
    /// <summary>For logs: without the tokens.</summary>
    public override string ToString() => $"{nameof(SessionTokens)} {{ SessionId = {SessionId} }}";
}

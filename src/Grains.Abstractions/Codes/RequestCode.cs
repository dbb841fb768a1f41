namespace Nusaloka.Codes;

/// <summary>Asks for a code to sign in or to set a new password. Exactly one of e-mail and phone is given.</summary>
/// <param name="Purpose"><see cref="CodePurpose.SignIn"/> or <see cref="CodePurpose.ResetPassword"/>.</param>
/// <param name="Email">The e-mail address, as the person writes it.</param>
/// <param name="Phone">The phone number, as the person writes it.</param>
/// <param name="Language">The language of the message: <c>id</c> or <c>en</c>.</param>
/// <param name="Origin">The network that it is asked from: each has codes of its own, so that strangers do not use up anybody's.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.RequestCode")]
public sealed record RequestCode(
    [property: Id(0)] CodePurpose Purpose,
    [property: Id(1)] string? Email,
    [property: Id(2)] string? Phone,
    [property: Id(3)] string Language,
    [property: Id(4)] string Origin = "")
{
    /// <summary>For logs: without the person.</summary>
    public override string ToString() => $"{nameof(RequestCode)} {{ Purpose = {Purpose} }}";
}

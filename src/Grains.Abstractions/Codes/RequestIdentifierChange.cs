namespace Nusaloka.Codes;

/// <summary>
/// Asks for a code to a new e-mail address or phone number of a signed-in person, who proves once more who they are: by the password, or by
/// having signed in a moment ago.
/// </summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Email">The new e-mail address; or give phone.</param>
/// <param name="Phone">The new phone number; or give e-mail.</param>
/// <param name="HasJustSignedIn">Whether they signed in a moment ago.</param>
/// <param name="Password">The password, when they have not.</param>
/// <param name="Language">The language of the message: <c>id</c> or <c>en</c>.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.RequestIdentifierChange")]
public sealed record RequestIdentifierChange(
    [property: Id(0)] string AccountId,
    [property: Id(1)] string? Email,
    [property: Id(2)] string? Phone,
    [property: Id(3)] bool HasJustSignedIn,
    [property: Id(4)] string? Password,
    [property: Id(5)] string Language)
{
    /// <summary>For logs: without the password.</summary>
    public override string ToString() => $"{nameof(RequestIdentifierChange)} {{ AccountId = {AccountId} }}";
}

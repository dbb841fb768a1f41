namespace Nusaloka.Accounts;

/// <summary>Gives an account another e-mail address or phone number, or a first one, which has been proven to be the person's.</summary>
/// <param name="IdentifierKey">The new one, see <see cref="Identifier.Key"/>.</param>
/// <param name="KeptSession">The session that the change is made from, which goes on.</param>
/// <param name="Language">The language of the notice to the old address: <c>id</c> or <c>en</c>.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ChangeIdentifier")]
public sealed record ChangeIdentifier(
    [property: Id(0)] string IdentifierKey,
    [property: Id(1)] string KeptSession,
    [property: Id(2)] string Language)
{
    /// <summary>For logs: without the person.</summary>
    public override string ToString() => nameof(ChangeIdentifier);
}

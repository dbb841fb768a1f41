using Nusaloka.Accounts;
using Nusaloka.Codes;

namespace Nusaloka.Grains.Codes;

/// <summary>
/// A code was made. It is told whether or not there is somebody to send it to, so that the time of the request does not say so either.
/// </summary>
/// <param name="Purpose">What for.</param>
/// <param name="Kind">Whether it goes by mail or SMS.</param>
/// <param name="Recipient">The address or number, canonical.</param>
/// <param name="FlowId">What it is sealed with.</param>
/// <param name="Sealed">The code, see <see cref="CodeSecrets.Open"/>.</param>
/// <param name="Language">The language of whoever asked.</param>
/// <param name="ExpiresAt">Until when it is good.</param>
internal sealed record CodeIssued(
    CodePurpose Purpose, IdentifierKind Kind, string Recipient, string FlowId, string Sealed, string Language, DateTimeOffset ExpiresAt)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "code.issued";
}

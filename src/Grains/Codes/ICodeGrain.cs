using Nusaloka.Accounts;
using Nusaloka.Codes;

namespace Nusaloka.Grains.Codes;

/// <summary>
/// The one-time codes that go to one e-mail address or phone number. Key: <see cref="Identifier.Key"/>. It does the same whether or not
/// the address belongs to anybody.
/// </summary>
[Alias("nusaloka.ICodeGrain")]
internal interface ICodeGrain : IGrainWithStringKey
{
    /// <summary>
    /// Makes a code and has it sent, if there is somebody for it: see <see cref="CodeIssuedHandler"/>. Errors: <c>code_sent_recently</c>.
    /// </summary>
    /// <param name="purpose">What for.</param>
    /// <param name="accountId">Who must use it; null where the code is to say who it is.</param>
    /// <param name="origin">From where it is asked for: an account, or a network.</param>
    /// <param name="language">The language of the message, see <see cref="Deliveries.Languages"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [Alias("Request")]
    Task<Result<CodeRequested>> RequestAsync(
        CodePurpose purpose, string? accountId, string origin, string language, CancellationToken cancellationToken = default);

    /// <summary>Uses a code up. True once; false for a wrong one, which counts.</summary>
    [Alias("Redeem")]
    Task<bool> RedeemAsync(
        CodePurpose purpose, string? accountId, string origin, string flowId, string code, CancellationToken cancellationToken = default);

    /// <summary>Whether a code is good, without using it up; a wrong one counts.</summary>
    [Alias("Check")]
    Task<bool> CheckAsync(
        CodePurpose purpose, string? accountId, string origin, string flowId, string code, CancellationToken cancellationToken = default);

    /// <summary>Forgets from where codes were right: nobody has the address any more.</summary>
    [Alias("Forget")]
    Task ForgetAsync(CancellationToken cancellationToken = default);
}

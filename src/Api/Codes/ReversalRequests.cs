using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Nusaloka.Api.Accounts.Passkeys;

namespace Nusaloka.Api.Codes;

/// <summary>Takes back a change of address or number; at most one second proof is needed.</summary>
public sealed record RevertIdentifierRequest
{
    /// <summary>The code in the notice.</summary>
    [Description("The code in the notice that went to the old address or number."), MaxLength(100)]
    public required string Token { get; init; }

    /// <summary>The code in the other notice.</summary>
    [Description("The code in the notice to the other old one, where both address and number were changed."), MaxLength(100)]
    public string? OtherToken { get; init; }

    /// <summary>The password from before.</summary>
    [Description("The password that was good before the change."), MaxLength(128)]
    public string? Password { get; init; }

    /// <summary>A sign-in code.</summary>
    [Description("A sign-in code (request_sign_in_code) of the account's other address or number, which was proven before the change.")]
    public CodeRedemption? Code { get; init; }

    /// <summary>A passkey.</summary>
    [Description("A finished ceremony (begin_passkey_login) with a passkey from before the change.")]
    public FinishPasskeyLoginRequest? Passkey { get; init; }
}

/// <summary>Decides whether a change is taken back.</summary>
public sealed record DecideReversalRequest
{
    /// <summary>Whether it is.</summary>
    [Description("true: the old address or number is the account's again. false: the change stands.")]
    public required bool Approve { get; init; }

    /// <summary>Why.</summary>
    [Description("What was looked at, for the record."), MinLength(1), MaxLength(200)]
    public required string Reason { get; init; }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Nusaloka.Api.RateLimits;

namespace Nusaloka.Api.Codes;

/// <summary>Asks for a code: exactly one of e-mail and phone.</summary>
public record CodeRequest : INameIdentifiers
{
    /// <summary>The e-mail address.</summary>
    [Description("The e-mail address; or give phone."), MaxLength(254)]
    public string? Email { get; init; }

    /// <summary>The phone number.</summary>
    [Description("The phone number; or give email."), MaxLength(40)]
    public string? Phone { get; init; }
}

/// <summary>Shows a code: exactly one of e-mail and phone, the one that it went to.</summary>
public record CodeRedemption : CodeRequest
{
    /// <summary>What the request for the code answered.</summary>
    [Description("The flow_id that the request for the code answered."), MaxLength(64)]
    public required string FlowId { get; init; }

    /// <summary>The code.</summary>
    [Description("The digits: six, eight for a new password, ten while somebody guesses."), MaxLength(24)]
    public required string Code { get; init; }
}

/// <summary>Sets a new password by a code.</summary>
public sealed record ResetPasswordRequest : CodeRedemption
{
    /// <summary>The new password: every character counts.</summary>
    [Description("8 to 128 characters, all of which count."), MinLength(8), MaxLength(128)]
    public required string NewPassword { get; init; }
}

/// <summary>A code to a new e-mail address or phone number of one's own.</summary>
public sealed record IdentifierChangeRequest : CodeRequest, IShowPassword
{
    /// <summary>The password, for whoever signed in longer ago than 15 minutes.</summary>
    [Description("The account's password; not needed within 15 minutes after signing in."), MaxLength(128)]
    public string? Password { get; init; }

    bool IShowPassword.ShowsPassword => Password is not null;
}

/// <summary>The code that went to one's own e-mail address or phone number.</summary>
public sealed record IdentifierProofRequest
{
    /// <summary>What the request for the code answered.</summary>
    [Description("The flow_id that the request for the code answered."), MaxLength(64)]
    public required string FlowId { get; init; }

    /// <summary>The code.</summary>
    [Description("The digits: six, eight for a new password, ten while somebody guesses."), MaxLength(24)]
    public required string Code { get; init; }
}

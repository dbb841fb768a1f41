using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Nusaloka.Accounts;
using Nusaloka.Api.RateLimits;

namespace Nusaloka.Api.Accounts;

/// <summary>Opens an account: an e-mail address or a phone number, or both.</summary>
public record RegisterRequest : INameIdentifiers
{
    /// <summary>The name; one word is a name.</summary>
    [Description("The name; one word is a name."), MinLength(1), MaxLength(100)]
    public required string FullName { get; init; }

    /// <summary>An e-mail address.</summary>
    [Description("An e-mail address."), MaxLength(254)]
    public string? Email { get; init; }

    /// <summary>A phone number: 08…, 62… and +62… are one account.</summary>
    [Description("A phone number: 08…, 62… and +62… are one account."), MaxLength(40)]
    public string? Phone { get; init; }

    /// <summary>The password: every character counts.</summary>
    [Description("8 to 128 characters, all of which count."), MinLength(8), MaxLength(128)]
    public required string Password { get; init; }

    /// <summary>By whose code the person came.</summary>
    [Description("The code of who invited you, in any case; an unknown one is refused with 422, and nothing is done."), MaxLength(20)]
    public string? ReferralCode { get; init; }

    /// <summary>What the app calls the device.</summary>
    [Description("What the app calls the device, always the same. Only a fingerprint of it is kept."), MaxLength(100)]
    public string? DeviceId { get; init; }
}

/// <summary>Opens an account on behalf of somebody.</summary>
public sealed record CreateUserRequest : RegisterRequest
{
    /// <summary>What the person may do.</summary>
    [Description("What the person may do. Roles other than user are given by admins; programs give seller and host, too.")]
    public Role Role { get; init; } = Role.User;
}

/// <summary>A person's credentials: exactly one of e-mail and phone.</summary>
public sealed record LoginRequest : INameIdentifiers
{
    /// <summary>The e-mail address.</summary>
    [Description("The e-mail address; or give phone."), MaxLength(254)]
    public string? Email { get; init; }

    /// <summary>The phone number.</summary>
    [Description("The phone number; or give email."), MaxLength(40)]
    public string? Phone { get; init; }

    /// <summary>The password.</summary>
    [Description("The password."), MaxLength(128)]
    public required string Password { get; init; }
}

/// <summary>Asks for new tokens.</summary>
public sealed record RefreshRequest
{
    /// <summary>The newest refresh token.</summary>
    [Description("The newest refresh token of the session."), MaxLength(200)]
    public required string RefreshToken { get; init; }
}

/// <summary>A program's credentials.</summary>
public sealed record ServiceTokenRequest
{
    /// <summary>The name under which the program is configured.</summary>
    [Description("The name under which the program is configured."), MaxLength(100)]
    public required string ClientId { get; init; }

    /// <summary>Its secret.</summary>
    [Description("Its secret."), MaxLength(256)]
    public required string ClientSecret { get; init; }
}

/// <summary>Changes what a person says of themselves.</summary>
public sealed record UpdateUserRequest
{
    /// <summary>The name.</summary>
    [Description("The name; one word is a name."), MinLength(1), MaxLength(100)]
    public required string FullName { get; init; }
}

/// <summary>Gives a person another role.</summary>
public sealed record SetRoleRequest
{
    /// <summary>The role.</summary>
    [Description("What the person may do: any role but service.")]
    public required Role Role { get; init; }
}

/// <summary>Shuts an account.</summary>
public sealed record BanRequest
{
    /// <summary>Why, for other staff.</summary>
    [Description("Why, for other staff; the person does not see it."), MinLength(1), MaxLength(200)]
    public required string Reason { get; init; }
}

/// <summary>Changes the password.</summary>
public sealed record ChangePasswordRequest : IShowPassword
{
    /// <summary>The present password.</summary>
    [Description("The present password."), MaxLength(128)]
    public required string CurrentPassword { get; init; }

    /// <summary>The new password.</summary>
    [Description("8 to 128 characters, all of which count."), MinLength(8), MaxLength(128)]
    public required string NewPassword { get; init; }

    bool IShowPassword.ShowsPassword => true;
}

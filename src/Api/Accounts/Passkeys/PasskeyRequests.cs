using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Nusaloka.Api.Accounts.Passkeys;

/// <summary>Begins a sign-in by passkey: at most one of e-mail and phone.</summary>
public sealed record BeginPasskeyLoginRequest
{
    /// <summary>The e-mail address.</summary>
    [Description("The e-mail address; or phone; or neither, to let the authenticator say who it is."), MaxLength(254)]
    public string? Email { get; init; }

    /// <summary>The phone number.</summary>
    [Description("The phone number; or email; or neither."), MaxLength(40)]
    public string? Phone { get; init; }
}

/// <summary>Finishes a sign-in by passkey.</summary>
public sealed record FinishPasskeyLoginRequest
{
    /// <summary>The ceremony.</summary>
    [Description("The ceremony_id of login/begin."), MaxLength(64)]
    public required string CeremonyId { get; init; }

    /// <summary>The authenticator's answer.</summary>
    [Description("What credential.toJSON() gives after navigator.credentials.get(), unchanged.")]
    public required JsonElement Credential { get; init; }
}

/// <summary>Finishes adding a passkey.</summary>
public sealed record FinishPasskeyRegistrationRequest
{
    /// <summary>The ceremony.</summary>
    [Description("The ceremony_id of register/begin."), MaxLength(64)]
    public required string CeremonyId { get; init; }

    /// <summary>The authenticator's answer.</summary>
    [Description("What credential.toJSON() gives after navigator.credentials.create(), unchanged.")]
    public required JsonElement Credential { get; init; }

    /// <summary>What the person calls it.</summary>
    [Description("What the person calls it; \"Passkey\" and a number when left out."), MinLength(1), MaxLength(50)]
    public string? Name { get; init; }
}

/// <summary>Gives a passkey another name.</summary>
public sealed record RenamePasskeyRequest
{
    /// <summary>The name.</summary>
    [Description("What the person calls it."), MinLength(1), MaxLength(50)]
    public required string Name { get; init; }
}

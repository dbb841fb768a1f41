using Nusaloka.Accounts;
using Nusaloka.Codes;

namespace Nusaloka.Api.Codes;

/// <summary>A code is on its way, if there is somebody for it.</summary>
/// <param name="FlowId">Goes with the code.</param>
/// <param name="ExpiresIn">Seconds for which the code is good.</param>
/// <param name="ResendIn">Seconds after which another may be asked for.</param>
public sealed record CodeRequestedResponse(string FlowId, int ExpiresIn, int ResendIn)
{
    /// <summary>The wire shape of a requested code.</summary>
    public static CodeRequestedResponse Of(CodeRequested requested) =>
        new(requested.FlowId, requested.ExpiresInSeconds, requested.ResendInSeconds);
}

/// <summary>What a person signs in with.</summary>
/// <param name="Data">The e-mail address, then the phone number, as far as there are any.</param>
public sealed record IdentifiersResponse(IReadOnlyList<IdentifierResponse> Data)
{
    /// <summary>The wire shape of an account's identifiers.</summary>
    public static IdentifiersResponse Of(Account account)
    {
        var identifiers = new List<IdentifierResponse>();
        if (account.Email is { } email)
            identifiers.Add(new IdentifierResponse(IdentifierKind.Email, email, account.IsEmailVerified));
        if (account.Phone is { } phone)
            identifiers.Add(new IdentifierResponse(IdentifierKind.Phone, phone, account.IsPhoneVerified));
        return new IdentifiersResponse(identifiers);
    }
}

/// <summary>An e-mail address or a phone number.</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="Value">The address, or the number in E.164.</param>
/// <param name="Verified">Whether the person has proven that it is theirs.</param>
public sealed record IdentifierResponse(IdentifierKind Kind, string Value, bool Verified);

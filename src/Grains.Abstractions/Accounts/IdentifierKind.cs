namespace Nusaloka.Accounts;

/// <summary>What a person can sign in with.</summary>
[GenerateSerializer, Alias("nusaloka.IdentifierKind")]
public enum IdentifierKind
{
    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A phone number.</summary>
    Phone,
}

namespace Nusaloka.Accounts.Sessions;

/// <summary>How somebody proved who they are: values of the claim <c>amr</c> (RFC 8176).</summary>
public static class SignInMethods
{
    /// <summary>A password.</summary>
    public const string Password = "pwd";

    /// <summary>A code that was sent to their e-mail address or phone.</summary>
    public const string OneTimeCode = "otp";

    /// <summary>A passkey: possession of a private key was proven.</summary>
    public const string Passkey = "pop";

    /// <summary>The device checked finger, face or PIN.</summary>
    public const string UserVerified = "user";
}

namespace Nusaloka.Codes;

/// <summary>What a one-time code is for. A code for one is none for another. Stored: never renumber.</summary>
[GenerateSerializer, Alias("nusaloka.CodePurpose")]
public enum CodePurpose
{
    /// <summary>To prove that an account's e-mail address or phone number is the person's.</summary>
    Verify = 0,

    /// <summary>To sign in.</summary>
    SignIn = 1,

    /// <summary>To set a new password.</summary>
    ResetPassword = 2,

    /// <summary>To give an account another e-mail address or phone number, or a first one.</summary>
    ChangeIdentifier = 3,
}

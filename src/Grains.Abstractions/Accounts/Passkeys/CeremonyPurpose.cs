namespace Nusaloka.Accounts.Passkeys;

/// <summary>What a challenge was made for. Stored: never renumber.</summary>
[GenerateSerializer, Alias("nusaloka.CeremonyPurpose")]
public enum CeremonyPurpose
{
    /// <summary>To add a passkey to an account.</summary>
    Registration = 1,

    /// <summary>To sign in.</summary>
    SignIn = 2,
}

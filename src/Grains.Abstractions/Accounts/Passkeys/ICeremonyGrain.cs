namespace Nusaloka.Accounts.Passkeys;

/// <summary>
/// Remembers challenges: each is good once, for <see cref="LifetimeSeconds"/>, for what it was made for. A stateless worker; key: any, by
/// custom <c>"0"</c>.
/// </summary>
[Alias("nusaloka.ICeremonyGrain")]
public interface ICeremonyGrain : IGrainWithStringKey
{
    /// <summary>How long a ceremony may take.</summary>
    const int LifetimeSeconds = 300;

    /// <summary>Remembers a ceremony. Answers its name: 32 random bytes, base64url without padding.</summary>
    [Alias("Begin")]
    Task<string> BeginAsync(Ceremony ceremony, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives a ceremony back and forgets it, whatever comes of it. Errors: <c>passkey_ceremony_over</c>: it was not begun, has been given
    /// back before, is too old, or was for another purpose.
    /// </summary>
    [Alias("Take")]
    Task<Result<Ceremony>> TakeAsync(string ceremonyId, CeremonyPurpose purpose, CancellationToken cancellationToken = default);
}

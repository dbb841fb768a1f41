using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Nusaloka.Accounts.Passkeys;

namespace Nusaloka.Api.Accounts.Passkeys;

/// <summary>
/// What the framework's passkey handler asks of a store, answered by grains. It only reads: what a ceremony changes is decided by
/// <see cref="IPasskeysGrain"/>, which has words for refusing. One instance per request.
/// </summary>
/// <remarks>
/// Two things are shown otherwise than they are stored, because the handler's decision is not ours. The signature counter is shown as 0:
/// the grain compares it, and two sign-ins at once cannot pass there. Whether a passkey may be copied to other devices is shown as the
/// authenticator says it now: the handler would refuse a change, and providers that begin to sync a passkey make one.
/// </remarks>
internal sealed class PasskeyUserStore(IGrainFactory grains) : IUserPasskeyStore<PasskeyUser>
{
    private const int AccountIdLength = 36;

    /// <summary>What the authenticator says now of being copied to other devices.</summary>
    public bool PresentedBackupEligibility { get; set; }

    public Task<string> GetUserIdAsync(PasskeyUser user, CancellationToken cancellationToken) => Task.FromResult(user.AccountId);

    /// <summary>
    /// Anybody with an id that an account could have. Whether there is such an account shows later and in the same way as a wrong
    /// signature.
    /// </summary>
    public Task<PasskeyUser?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Task.FromResult(
        userId.Length == AccountIdLength && Guid.TryParseExact(userId, "D", out var id) && id.ToString() == userId ? new PasskeyUser(userId) : null);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PasskeyUser user, CancellationToken cancellationToken)
    {
        if (user.Offered is { } offered)
            return [.. offered.Select(static one => Describe(one.CredentialId, [.. one.Transports], publicKey: [], isBackupEligible: false))];

        var passkeys = await grains.GetGrain<IPasskeysGrain>(user.AccountId).ListAsync(cancellationToken);
        return [.. passkeys.Select(Show)];
    }

    /// <summary>The passkey, or one that nobody has: then the signature is checked all the same, and is wrong.</summary>
    public async Task<UserPasskeyInfo?> FindPasskeyAsync(PasskeyUser user, byte[] credentialId, CancellationToken cancellationToken)
    {
        var text = Base64Url.EncodeToString(credentialId);
        var passkeys = await grains.GetGrain<IPasskeysGrain>(user.AccountId).ListAsync(cancellationToken);
        return passkeys.FirstOrDefault(passkey => passkey.CredentialId == text) is { } found
            ? Show(found)
            : Describe(text, [], NobodysKey.Cose, PresentedBackupEligibility);
    }

    public async Task<PasskeyUser?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        var owner = await grains.GetGrain<IPasskeyDirectoryGrain>("0").FindOwnerAsync(Base64Url.EncodeToString(credentialId), cancellationToken);
        return owner is null ? null : new PasskeyUser(owner);
    }

    public Task AddOrUpdatePasskeyAsync(PasskeyUser user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw OnlyReads();

    public Task RemovePasskeyAsync(PasskeyUser user, byte[] credentialId, CancellationToken cancellationToken) => throw OnlyReads();

    public Task<string?> GetUserNameAsync(PasskeyUser user, CancellationToken cancellationToken) => throw OnlyReads();

    public Task SetUserNameAsync(PasskeyUser user, string? userName, CancellationToken cancellationToken) => throw OnlyReads();

    public Task<string?> GetNormalizedUserNameAsync(PasskeyUser user, CancellationToken cancellationToken) => throw OnlyReads();

    public Task SetNormalizedUserNameAsync(PasskeyUser user, string? normalizedName, CancellationToken cancellationToken) => throw OnlyReads();

    public Task<PasskeyUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw OnlyReads();

    public Task<IdentityResult> CreateAsync(PasskeyUser user, CancellationToken cancellationToken) => throw OnlyReads();

    public Task<IdentityResult> UpdateAsync(PasskeyUser user, CancellationToken cancellationToken) => throw OnlyReads();

    public Task<IdentityResult> DeleteAsync(PasskeyUser user, CancellationToken cancellationToken) => throw OnlyReads();

    public void Dispose()
    {
    }

    private static NotSupportedException OnlyReads() =>
        new("Accounts and passkeys are changed by IAccountGrain and IPasskeysGrain; the handler's store finds passkeys by account and credential.");

    private UserPasskeyInfo Show(Passkey passkey) => Describe(
        passkey.CredentialId, [.. passkey.Transports], Base64Url.DecodeFromChars(passkey.PublicKey), PresentedBackupEligibility);

    private static UserPasskeyInfo Describe(string credentialId, string[] transports, byte[] publicKey, bool isBackupEligible) => new(
        Base64Url.DecodeFromChars(credentialId), publicKey, createdAt: default, signCount: 0, transports, isUserVerified: true, isBackupEligible,
        isBackedUp: false, attestationObject: [], clientDataJson: []);
}

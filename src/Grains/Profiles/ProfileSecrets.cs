using Nusaloka.Grains.Accounts;
using Nusaloka.Payments;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Grains.Profiles;

/// <summary>
/// Encrypts what must not be read in the database, see <see cref="KeyWrap"/>. Each is bound to its person and to what it is, so that none
/// can be put in another's place.
/// </summary>
internal sealed class ProfileSecrets(KeyWrap wrap)
{
    public string Wrap(string accountId, BankAccount account) => wrap.Wrap(BankName(accountId), StateJson.Serialize(account));

    public BankAccount UnwrapBankAccount(string accountId, string wrapped) => Read<BankAccount>(wrap.Unwrap(BankName(accountId), wrapped));

    public string Wrap(string accountId, IdentityData identity) => wrap.Wrap(IdentityName(accountId), StateJson.Serialize(identity));

    public IdentityData UnwrapIdentity(string accountId, string wrapped) => Read<IdentityData>(wrap.Unwrap(IdentityName(accountId), wrapped));

    /// <summary>What a bank account is wrapped with.</summary>
    internal static string BankName(string accountId) => "bank account\n" + accountId;

    /// <summary>What an identity is wrapped with.</summary>
    internal static string IdentityName(string accountId) => "identity\n" + accountId;

    private static T Read<T>(byte[] json) =>
        StateJson.Deserialize<T>(json) ?? throw new InvalidOperationException($"An encrypted {typeof(T).Name} holds nothing.");
}

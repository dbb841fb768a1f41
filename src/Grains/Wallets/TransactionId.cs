using Nusaloka.Wallets;

namespace Nusaloka.Grains.Wallets;

/// <summary>
/// The id of a transaction, made from what names its operation: the wallet, the kind and the caller's key. A repeated
/// command therefore finds the transaction that it made. See <see cref="NameBasedId"/>.
/// </summary>
internal static class TransactionId
{
    // The separator cannot be part of an account id or a kind, so no two operations make the same name.
    public static Guid Create(string accountId, TransactionKind kind, string operationKey) =>
        NameBasedId.Create($"{accountId}\n{kind}\n{operationKey}");
}

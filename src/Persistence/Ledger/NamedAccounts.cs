namespace Nusaloka.Persistence.Ledger;

/// <summary>
/// The accounts that the operations of a batch name. All are looked for in the cache in one go: another lane may have the cache forget one
/// afterwards, and an account that is here twice would be changed twice.
/// </summary>
internal sealed class NamedAccounts(LedgerOperation[] operations)
{
    /// <summary>Those that the cache does not know, by code; null until they are read. Mostly there are none.</summary>
    private Dictionary<string, AccountState?>? _missing;

    /// <summary>By operation; null where the account is not known.</summary>
    public AccountState?[] Debits { get; } = new AccountState?[operations.Length];

    /// <summary>By operation; null where the account is not known, or none is named.</summary>
    public AccountState?[] Credits { get; } = new AccountState?[operations.Length];

    /// <summary>Takes what the cache knows; answers the codes of what it does not, each once.</summary>
    /// <param name="cache">Null: it is not asked.</param>
    public string[] Find(AccountCache? cache)
    {
        cache?.Find(operations, Debits, Credits);
        for (var i = 0; i < operations.Length; i++)
        {
            if (Debits[i] is null)
                Miss(operations[i].DebitCode);
            if (Credits[i] is null && operations[i].CreditCode is { } credit)
                Miss(credit);
        }

        return _missing is null ? [] : [.. _missing.Keys];
    }

    /// <summary>An account was read.</summary>
    public void Add(AccountState account) => (_missing ??= NewMissing())[account.Code] = account;

    /// <summary>All that is known now, each once and marked as named.</summary>
    public List<AccountState> Each()
    {
        var accounts = new List<AccountState>(2 * operations.Length);
        for (var i = 0; i < operations.Length; i++)
        {
            Note(Debits[i] ??= Read(operations[i].DebitCode), accounts);
            Note(Credits[i] ??= Read(operations[i].CreditCode), accounts);
        }

        return accounts;
    }

    private static Dictionary<string, AccountState?> NewMissing() => new(StringComparer.Ordinal);

    private static void Note(AccountState? account, List<AccountState> accounts)
    {
        if (account is not { Use: AccountUse.None })
            return;

        account.Use = AccountUse.Named;
        accounts.Add(account);
    }

    private void Miss(string code) => (_missing ??= NewMissing()).TryAdd(code, null);

    private AccountState? Read(string? code) => code is null ? null : _missing?.GetValueOrDefault(code);
}

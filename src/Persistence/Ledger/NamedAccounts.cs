namespace Nusaloka.Persistence.Ledger;

/// <summary>
/// The accounts that the operations of a batch name. Each is looked for in the cache once: what is found is kept here, whatever the cache
/// forgets meanwhile.
/// </summary>
internal sealed class NamedAccounts(LedgerOperation[] operations)
{
    private Dictionary<string, AccountState>? _read;

    /// <summary>By operation; null where the account is not known.</summary>
    public AccountState?[] Debits { get; } = new AccountState?[operations.Length];

    /// <summary>By operation; null where the account is not known, or none is named.</summary>
    public AccountState?[] Credits { get; } = new AccountState?[operations.Length];

    /// <summary>Takes what the cache knows; answers the codes of what it does not, each once.</summary>
    /// <param name="cache">Null: it is not asked.</param>
    public string[] Find(AccountCache? cache)
    {
        HashSet<string>? missing = null;
        AccountState? Look(string? code)
        {
            if (code is null)
                return null;
            if (cache is not null && cache.TryGet(code, out var account))
                return account;
            (missing ??= new(StringComparer.Ordinal)).Add(code);
            return null;
        }

        for (var i = 0; i < operations.Length; i++)
            (Debits[i], Credits[i]) = (Look(operations[i].DebitCode), Look(operations[i].CreditCode));
        return missing is null ? [] : [.. missing];
    }

    /// <summary>An account was read.</summary>
    public void Add(AccountState account) => (_read ??= new(StringComparer.Ordinal))[account.Code] = account;

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

    private static void Note(AccountState? account, List<AccountState> accounts)
    {
        if (account is not { Use: AccountUse.None })
            return;

        account.Use = AccountUse.Named;
        accounts.Add(account);
    }

    private AccountState? Read(string? code) => code is null ? null : _read?.GetValueOrDefault(code);
}

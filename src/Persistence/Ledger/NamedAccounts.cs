namespace Nusaloka.Persistence.Ledger;

/// <summary>
/// The accounts that the operations of a batch name. Each is looked for in the cache once, however many name it: another lane may have the
/// cache forget it meanwhile, and an account that is here twice would be changed twice.
/// </summary>
internal sealed class NamedAccounts(LedgerOperation[] operations)
{
    private readonly Dictionary<string, AccountState?> _known = new(2 * operations.Length, StringComparer.Ordinal);

    /// <summary>By operation; null where the account is not known.</summary>
    public AccountState?[] Debits { get; } = new AccountState?[operations.Length];

    /// <summary>By operation; null where the account is not known, or none is named.</summary>
    public AccountState?[] Credits { get; } = new AccountState?[operations.Length];

    /// <summary>Takes what the cache knows; answers the codes of what it does not, each once.</summary>
    /// <param name="cache">Null: it is not asked.</param>
    public string[] Find(AccountCache? cache)
    {
        List<string>? missing = null;
        AccountState? Look(string? code)
        {
            if (code is null)
                return null;
            if (_known.TryGetValue(code, out var known))
                return known;

            AccountState? account = null;
            if (cache is null || !cache.TryGet(code, out account))
                (missing ??= []).Add(code);
            _known.Add(code, account);
            return account;
        }

        for (var i = 0; i < operations.Length; i++)
            (Debits[i], Credits[i]) = (Look(operations[i].DebitCode), Look(operations[i].CreditCode));
        return missing is null ? [] : [.. missing];
    }

    /// <summary>An account was read.</summary>
    public void Add(AccountState account) => _known[account.Code] = account;

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

    private AccountState? Read(string? code) => code is null ? null : _known.GetValueOrDefault(code);
}

using System.Diagnostics.CodeAnalysis;

namespace Nusaloka.Persistence.Ledger;

/// <summary>
/// The accounts that a committer knows, by code, so that it need not read them again. What it knows may be old: each write compares the
/// versions. The one that was read first goes first, unless it was used since: then it counts as just read once more, so that a use costs no
/// more than a mark. Several committers may share it, as long as none of them uses an account that another has in hand.
/// </summary>
/// <param name="capacity">How many it keeps, each about 400 bytes; a batch may exceed it for its own time.</param>
internal sealed class AccountCache(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, AccountState> _accounts = new(StringComparer.Ordinal);
    private AccountState? _newest;
    private AccountState? _oldest;

    public int Count
    {
        get
        {
            lock (_gate)
                return _accounts.Count;
        }
    }

    /// <summary>The account, which is used now.</summary>
    public bool TryGet(string code, [NotNullWhen(true)] out AccountState? account)
    {
        lock (_gate)
            account = Use(code);
        return account is not null;
    }

    /// <summary>The accounts of operations, which are used now; whatever others have it forget meanwhile, each is found once or not at all.</summary>
    /// <param name="operations">What names them.</param>
    /// <param name="debits">By operation; null is written where the account is not known.</param>
    /// <param name="credits">The same; null also where none is named.</param>
    public void Find(LedgerOperation[] operations, AccountState?[] debits, AccountState?[] credits)
    {
        lock (_gate)
        {
            for (var i = 0; i < operations.Length; i++)
            {
                debits[i] = Use(operations[i].DebitCode);
                credits[i] = operations[i].CreditCode is { } credit ? Use(credit) : null;
            }
        }
    }

    /// <summary>Keeps an account, in place of what was known of it.</summary>
    public void Put(AccountState account)
    {
        lock (_gate)
        {
            Drop(account.Code);
            _accounts.Add(account.Code, account);
            Link(account);
        }
    }

    public void Remove(string code)
    {
        lock (_gate)
            Drop(code);
    }

    /// <summary>Forgets what is too much. Whoever has one of these in hand may use it on, and it is read again the next time.</summary>
    public void Trim()
    {
        lock (_gate)
        {
            while (_accounts.Count > capacity && _oldest is { } oldest)
            {
                if (oldest.IsUsed)
                    Renew(oldest);
                else
                    Drop(oldest.Code);
            }
        }
    }

    private AccountState? Use(string code)
    {
        if (_accounts.TryGetValue(code, out var account))
            account.IsUsed = true;
        return account;
    }

    private void Renew(AccountState account)
    {
        account.IsUsed = false;
        Unlink(account);
        Link(account);
    }

    private void Drop(string code)
    {
        if (_accounts.Remove(code, out var account))
            Unlink(account);
    }

    private void Link(AccountState account)
    {
        (account.Older, account.Newer) = (_newest, null);
        if (_newest is { } former)
            former.Newer = account;
        _newest = account;
        _oldest ??= account;
    }

    private void Unlink(AccountState account)
    {
        if (account.Newer is { } newer)
            newer.Older = account.Older;
        else
            _newest = account.Older;
        if (account.Older is { } older)
            older.Newer = account.Newer;
        else
            _oldest = account.Newer;
    }
}

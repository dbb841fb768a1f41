using System.Diagnostics.CodeAnalysis;

namespace Nusaloka.Persistence.Ledger;

/// <summary>
/// The accounts that a committer knows, by code, so that it need not read them again. What it knows may be old: each write compares the
/// versions. The one that was not used for longest goes first. Not thread-safe.
/// </summary>
/// <param name="capacity">How many it keeps, each about 400 bytes; a batch may exceed it for its own time.</param>
internal sealed class AccountCache(int capacity)
{
    private readonly Dictionary<string, AccountState> _accounts = new(StringComparer.Ordinal);
    private AccountState? _newest;
    private AccountState? _oldest;

    public int Count => _accounts.Count;

    /// <summary>The account, which is now the one used last.</summary>
    public bool TryGet(string code, [NotNullWhen(true)] out AccountState? account)
    {
        if (!_accounts.TryGetValue(code, out account))
            return false;
        if (account == _newest)
            return true;

        Unlink(account);
        Link(account);
        return true;
    }

    /// <summary>Keeps an account, in place of what was known of it.</summary>
    public void Put(AccountState account)
    {
        Remove(account.Code);
        _accounts.Add(account.Code, account);
        Link(account);
    }

    public void Remove(string code)
    {
        if (_accounts.Remove(code, out var account))
            Unlink(account);
    }

    /// <summary>Forgets what is too much. Not while a batch is being decided, which may hold what would go.</summary>
    public void Trim()
    {
        while (_accounts.Count > capacity && _oldest is { } oldest)
            Remove(oldest.Code);
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

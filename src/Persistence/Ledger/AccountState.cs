namespace Nusaloka.Persistence.Ledger;

/// <summary>An account as a committer last saw it, with what a batch that is being decided makes of it.</summary>
internal sealed class AccountState
{
    public required long Id { get; init; }

    public required string Code { get; init; }

    public required Currency Currency { get; init; }

    /// <summary>The lowest balance without what is held; null: there is none.</summary>
    public required long? Floor { get; init; }

    public required short? Tier { get; init; }

    public required bool IsClosed { get; init; }

    /// <summary>Grows by one with each change of its row, whoever makes it.</summary>
    public long Version { get; set; }

    /// <summary>As it is stored.</summary>
    public AccountFigures Stored;

    /// <summary>As the batch makes it.</summary>
    public AccountFigures Next;

    /// <summary>What the batch does with it.</summary>
    public AccountUse Use { get; set; }

    /// <summary>Whether it was used since the cache took it in, or spared it.</summary>
    public bool IsUsed { get; set; }

    /// <summary>Its neighbours in the cache, in the order in which it took them in or spared them.</summary>
    public AccountState? Newer { get; set; }

    public AccountState? Older { get; set; }

    /// <summary>The batch was written.</summary>
    public void Commit()
    {
        if (Use == AccountUse.Changed)
            (Stored, Version) = (Next, Version + 1);
        Use = AccountUse.None;
    }
}

/// <summary>What a batch does with an account.</summary>
internal enum AccountUse
{
    /// <summary>Nothing: it is not in the batch.</summary>
    None,

    /// <summary>It is named in the batch.</summary>
    Named,

    /// <summary>Answers rest on it, so it must still be as it was read.</summary>
    Relied,

    /// <summary>It is changed.</summary>
    Changed,
}

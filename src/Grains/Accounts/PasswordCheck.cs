namespace Nusaloka.Grains.Accounts;

/// <summary>What comes of checking a password.</summary>
internal enum PasswordCheck
{
    /// <summary>Too many wait to be checked.</summary>
    Busy,

    /// <summary>It is another, or there is none.</summary>
    Wrong,

    /// <summary>It is the one.</summary>
    Right,

    /// <summary>It is the one, and its hash was made with fewer rounds than hashes are now.</summary>
    RightAndOutdated,
}

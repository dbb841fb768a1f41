namespace Nusaloka.Grains.Accounts;

/// <summary>Where an account is in its life. Stored: never renumber.</summary>
public enum AccountStatus
{
    /// <summary>Nobody has registered under this id.</summary>
    None = 0,

    /// <summary>In use.</summary>
    Open = 1,

    /// <summary>Closed for good; nothing personal is left in it.</summary>
    Closed = 2,
}

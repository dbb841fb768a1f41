namespace Nusaloka.Accounts;

/// <summary>What a person or program may do. Names in tokens and JSON are lower-case.</summary>
[GenerateSerializer, Alias("nusaloka.Role")]
public enum Role
{
    /// <summary>Anyone with an account.</summary>
    User = 0,

    /// <summary>Sells products.</summary>
    Seller = 1,

    /// <summary>Offers stays.</summary>
    Host = 2,

    /// <summary>Staff: reads other people's records and approves.</summary>
    Officer = 3,

    /// <summary>Staff: everything.</summary>
    Admin = 4,

    /// <summary>Another program of ours, never a person.</summary>
    Service = 5,
}

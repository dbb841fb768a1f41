namespace Nusaloka.Wallets;

/// <summary>How well we know whose wallet it is, which decides its limits. Names in JSON are lower-case.</summary>
[GenerateSerializer, Alias("nusaloka.WalletTier")]
public enum WalletTier
{
    /// <summary>Nobody has looked at a document; every wallet begins so.</summary>
    Unverified = 1,

    /// <summary>A person whose identity was checked.</summary>
    Verified = 2,

    /// <summary>A business that receives for what it sells.</summary>
    Merchant = 3,
}

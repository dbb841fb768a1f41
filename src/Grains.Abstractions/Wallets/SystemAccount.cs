namespace Nusaloka.Wallets;

/// <summary>The accounts of ours that a wallet may pay to; there are more, but no wallet pays to them. Names in JSON are lower-case with underscores.</summary>
[GenerateSerializer, Alias("nusaloka.SystemAccount")]
public enum SystemAccount
{
    /// <summary>Money for bookings, until it goes to who provides them or back.</summary>
    BookingEscrow = 0,

    /// <summary>What people pay us for our services.</summary>
    Fees = 1,

    /// <summary>What the sandbox gateway owes us, or we it.</summary>
    SandboxClearing = 2,

    /// <summary>What Stripe owes us, or we it.</summary>
    StripeClearing = 3,

    /// <summary>What Midtrans owes us, or we it.</summary>
    MidtransClearing = 4,

    /// <summary>What Xendit owes us, or we it.</summary>
    XenditClearing = 5,

    /// <summary>What rewards come from, for those that are taken back.</summary>
    Promotions = 6,
}

namespace Nusaloka.Payments;

/// <summary>What the person must do so that a payment goes on.</summary>
[GenerateSerializer, Alias("nusaloka.NextActionKind")]
public enum NextActionKind
{
    /// <summary>Open an address in a browser: a pay page, or the bank's 3-D Secure step.</summary>
    Redirect = 0,

    /// <summary>Transfer the amount to a virtual account number.</summary>
    VaNumber = 1,

    /// <summary>Scan a QR code (QRIS) that is drawn from the text.</summary>
    QrString = 2,
}

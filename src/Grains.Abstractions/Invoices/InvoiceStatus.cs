namespace Nusaloka.Invoices;

/// <summary>How far an invoice is. Names in JSON are lower-case.</summary>
[GenerateSerializer, Alias("nusaloka.InvoiceStatus")]
public enum InvoiceStatus
{
    /// <summary>Being written: it has no number yet.</summary>
    Draft = 0,

    /// <summary>Final, and to be paid.</summary>
    Open = 1,

    /// <summary>Paid.</summary>
    Paid = 2,

    /// <summary>Nobody expects to be paid any more.</summary>
    Uncollectible = 3,

    /// <summary>It was wrong. It keeps its number, so that none is missing.</summary>
    Void = 4,
}

namespace Nusaloka.Grains.Invoices;

/// <summary>What can be done with an invoice that is there.</summary>
internal enum InvoiceStep
{
    Finalize,
    Pay,
    Void,
    GiveUp,
}

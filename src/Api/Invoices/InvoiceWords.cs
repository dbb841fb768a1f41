using System.Globalization;
using Nusaloka.Api.Http;
using Nusaloka.Invoices;

namespace Nusaloka.Api.Invoices;

/// <summary>The words on a printed invoice, in one language.</summary>
public sealed class InvoiceWords(Language language)
{
    /// <summary>Which language.</summary>
    public Language Language { get; } = language;

    /// <summary>What the document is.</summary>
    public string Title => Choose("Faktur", "Invoice");

    /// <summary>Its number.</summary>
    public string Number => Choose("Nomor", "Number");

    /// <summary>When it became final.</summary>
    public string Date => Choose("Tanggal", "Date");

    /// <summary>How far it is.</summary>
    public string Status => "Status";

    /// <summary>Whose it is.</summary>
    public string Seller => Choose("Penjual", "Seller");

    /// <summary>Who it is for.</summary>
    public string Customer => Choose("Kepada", "Bill to");

    /// <summary>What was sold.</summary>
    public string Description => Choose("Uraian", "Description");

    /// <summary>How many.</summary>
    public string Quantity => Choose("Jumlah", "Quantity");

    /// <summary>What one costs.</summary>
    public string UnitPrice => Choose("Harga satuan", "Unit price");

    /// <summary>What all of them cost.</summary>
    public string Amount => Choose("Harga", "Amount");

    /// <summary>The sum without tax.</summary>
    public string Net => Choose("Subtotal", "Subtotal");

    /// <summary>The sum to pay.</summary>
    public string Total => Choose("Total", "Total");

    /// <summary>The payment that paid it.</summary>
    public string Payment => Choose("Pembayaran", "Payment");

    /// <summary>What stands where a number would.</summary>
    public string Draft => Choose("Draf, bukan faktur", "Draft, not an invoice");

    /// <summary>What a document about money given back is.</summary>
    public string CreditNote => Choose("Nota kredit", "Credit note");

    /// <summary>The refund that it stands for.</summary>
    public string Refund => Choose("Pengembalian dana", "Refund");

    /// <summary>Why the money was given back.</summary>
    public string Reason => Choose("Alasan", "Reason");

    /// <summary>The tax in a sum.</summary>
    public string Tax => Choose("PPN", "VAT (PPN)");

    /// <summary>The tax at a rate.</summary>
    public string TaxOf(int basisPoints)
    {
        var percent = (basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture);
        return Choose($"PPN {percent.Replace('.', ',')}%", $"VAT (PPN) {percent}%");
    }

    /// <summary>The name of a status.</summary>
    public string NameOf(InvoiceStatus status) => status switch
    {
        InvoiceStatus.Draft => Choose("Draf", "Draft"),
        InvoiceStatus.Open => Choose("Belum dibayar", "Open"),
        InvoiceStatus.Paid => Choose("Lunas", "Paid"),
        InvoiceStatus.Uncollectible => Choose("Tak tertagih", "Uncollectible"),
        _ => Choose("Batal", "Void"),
    };

    /// <summary>The name of a credit note's status.</summary>
    public string NameOf(CreditNoteStatus status) => status == CreditNoteStatus.Void ? Choose("Batal", "Void") : Choose("Berlaku", "Issued");

    /// <summary>The place of a page among the others.</summary>
    public string PageOf(int page, int pages) => Choose($"Halaman {page} dari {pages}", $"Page {page} of {pages}");

    private string Choose(string indonesian, string english) => Language == Language.English ? english : indonesian;
}

using Nusaloka.Api.Http;
using Nusaloka.Wallets;

namespace Nusaloka.Api.Statements;

/// <summary>The words on a printed statement, in one language.</summary>
public sealed class StatementWords(Language language)
{
    private static readonly Dictionary<string, (string Indonesian, string English)> Kinds = new()
    {
        ["transfer"] = ("Transfer", "Transfer"),
        ["top_up"] = ("Isi saldo", "Top-up"),
        ["debit"] = ("Penarikan", "Debit"),
        ["credit"] = ("Kredit", "Credit"),
        ["reversal"] = ("Pembatalan", "Reversal"),
        ["refund"] = ("Pengembalian dana", "Refund"),
        ["withdrawal"] = ("Tarik dana", "Withdrawal"),
        ["payment"] = ("Pembayaran", "Payment"),
        ["reward"] = ("Hadiah", "Reward"),
        ["earnings"] = ("Pendapatan pemandu", "Guide's earnings"),
        ["fee"] = ("Biaya layanan", "Service fee"),
        ["charge"] = ("Biaya layanan", "Service charge"),
    };

    private static readonly string[] IndonesianMonths =
        ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];

    private static readonly string[] EnglishMonths =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public Language Language { get; } = language;

    public string Title => Choose("Laporan mutasi dompet", "Wallet statement");

    public string Holder => Choose("Pemilik", "Holder");

    public string Account => Choose("Nomor akun", "Account");

    public string Period => Choose("Masa", "Period");

    public string Opening => Choose("Saldo awal", "Opening balance");

    public string Closing => Choose("Saldo akhir", "Closing balance");

    public string Entries => Choose("Jumlah mutasi", "Entries");

    public string Total => Choose("Jumlah", "Total");

    public string Provisional => Choose("Sementara: masa ini belum berakhir.", "Provisional: the period is not over.");

    public string Time => Choose("Waktu", "Time");

    public string Kind => Choose("Jenis", "Type");

    public string Description => Choose("Keterangan", "Description");

    public string Debit => Choose("Keluar", "Debit");

    public string Credit => Choose("Masuk", "Credit");

    public string Balance => Choose("Saldo", "Balance");

    public string KindOf(TransactionKind kind)
    {
        var type = StatementEntryResponse.TypeOf(kind);
        return Kinds.TryGetValue(type, out var words) ? Choose(words.Indonesian, words.English) : type.Replace('_', ' ');
    }

    public string PageOf(long page, long pages) => Choose($"Halaman {page} dari {pages}", $"Page {page} of {pages}");

    /// <summary>An instant as clocks of the zone show it, to the second.</summary>
    public string TimeOf(DateTimeOffset instant, IndonesianZone zone)
    {
        var local = zone.Local(instant);
        var month = (Language == Language.English ? EnglishMonths : IndonesianMonths)[local.Month - 1];
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{local.Day:00} {month} {local.Year} {local:HH:mm:ss}");
    }

    private string Choose(string indonesian, string english) => Language == Language.English ? english : indonesian;
}

namespace Nusaloka.Demo;

/// <summary>The data set: a person of each role, and a few payments among them.</summary>
internal static class DemoData
{
    public const string Password = "jalan-jalan-2026";

    public static IReadOnlyList<DemoPerson> People { get; } =
    [
        new("siti", "Siti Rahmawati", "0811-1000-001", "user", 1_750_000),
        new("budi", "Budi", "0811-1000-002", "user", 750_000),
        new("putu", "I Putu Arta Wiguna", "0811-1000-003", "host", 300_000),
        new("ningsih", "Sri Ningsih", "0811-1000-004", "seller", 150_000),
        new("officer", "Dewi Lestari Handayani", "0811-1000-005", "officer", 0),
        new("admin", "Agus Setiawan", "0811-1000-006", "admin", 0),
    ];

    public static IReadOnlyList<DemoPayment> Payments { get; } =
    [
        new("patungan-bromo", "siti", "budi", 185_000, "Patungan jip ke Bromo"),
        new("homestay-ubud", "siti", "putu", 640_000, "Homestay Ubud, 2 malam"),
        new("kopi-gayo", "budi", "ningsih", 95_000, "Kopi Gayo 250 g, 2 bungkus"),
        new("makan-malam", "budi", "siti", 60_000, "Ganti makan malam di Malioboro"),
    ];
}

/// <summary>A payment from one person to another.</summary>
internal sealed record DemoPayment(string Key, string From, string To, long Amount, string Description);

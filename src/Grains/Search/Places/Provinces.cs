using System.Collections.Frozen;

namespace Nusaloka.Grains.Search.Places;

/// <summary>The provinces of Indonesia: their codes (ISO 3166-2:ID without the country) and their time zones.</summary>
internal static class Provinces
{
    private const string West = "Asia/Jakarta";
    private const string Pontianak = "Asia/Pontianak";
    private const string Central = "Asia/Makassar";
    private const string East = "Asia/Jayapura";

    private static readonly (string Code, string Name, string TimeZone)[] All =
    [
        ("AC", "Aceh", West), ("BA", "Bali", Central), ("BB", "Kepulauan Bangka Belitung", West), ("BE", "Bengkulu", West), ("BT", "Banten", West),
        ("GO", "Gorontalo", Central), ("JA", "Jambi", West), ("JB", "Jawa Barat", West), ("JI", "Jawa Timur", West),
        ("JK", "Daerah Khusus Ibukota Jakarta", West), ("JT", "Jawa Tengah", West), ("KB", "Kalimantan Barat", Pontianak),
        ("KI", "Kalimantan Timur", Central), ("KR", "Kepulauan Riau", West), ("KS", "Kalimantan Selatan", Central),
        ("KT", "Kalimantan Tengah", Pontianak), ("KU", "Kalimantan Utara", Central), ("LA", "Lampung", West), ("MA", "Maluku", East),
        ("MU", "Maluku Utara", East), ("NB", "Nusa Tenggara Barat", Central), ("NT", "Nusa Tenggara Timur", Central), ("PA", "Papua", East),
        ("PB", "Papua Barat", East), ("PD", "Papua Barat Daya", East), ("PE", "Papua Pegunungan", East), ("PS", "Papua Selatan", East),
        ("PT", "Papua Tengah", East), ("RI", "Riau", West), ("SA", "Sulawesi Utara", Central), ("SB", "Sumatera Barat", West),
        ("SG", "Sulawesi Tenggara", Central), ("SN", "Sulawesi Selatan", Central), ("SR", "Sulawesi Barat", Central), ("SS", "Sumatera Selatan", West),
        ("ST", "Sulawesi Tengah", Central), ("SU", "Sumatera Utara", West), ("YO", "Daerah Istimewa Yogyakarta", West),
    ];

    private static readonly FrozenDictionary<string, string> Names = All.ToFrozenDictionary(static one => one.Code, static one => one.Name);
    private static readonly FrozenDictionary<string, string> TimeZones = All.ToFrozenDictionary(static one => one.Name, static one => one.TimeZone);

    /// <summary>The name that a code stands for; what is no code is a name already.</summary>
    public static string NameOf(string codeOrName) => Names.GetValueOrDefault(codeOrName, codeOrName);

    /// <summary>The IANA zone of a province; null for one that is not known.</summary>
    public static string? TimeZoneOf(string name) => TimeZones.GetValueOrDefault(name);
}

namespace Nusaloka.Api.Http;

/// <summary>
/// One of the three times of Indonesia. They have no summer time and have not changed since 1988, so an offset says all and no
/// database of time zones is needed on the machine.
/// </summary>
/// <param name="Name">In the IANA database, such as Asia/Jakarta.</param>
/// <param name="Abbreviation">What people say: WIB, WITA or WIT.</param>
/// <param name="Offset">To add to UTC.</param>
public sealed record IndonesianZone(string Name, string Abbreviation, TimeSpan Offset)
{
    /// <summary>Sumatra, Java, western and central Kalimantan; where nothing else is said.</summary>
    public static IndonesianZone Western { get; } = new("Asia/Jakarta", "WIB", TimeSpan.FromHours(7));

    /// <summary>Bali, Nusa Tenggara, Sulawesi, the other Kalimantan.</summary>
    public static IndonesianZone Central { get; } = new("Asia/Makassar", "WITA", TimeSpan.FromHours(8));

    /// <summary>Maluku and Papua.</summary>
    public static IndonesianZone Eastern { get; } = new("Asia/Jayapura", "WIT", TimeSpan.FromHours(9));

    /// <summary>All of them, from west to east.</summary>
    public static IReadOnlyList<IndonesianZone> All { get; } = [Western, Central, Eastern];

    /// <summary>The zone with this name or abbreviation, in any case; null when there is none.</summary>
    public static IndonesianZone? Find(string? text) => All.FirstOrDefault(zone =>
        zone.Name.Equals(text, StringComparison.OrdinalIgnoreCase) || zone.Abbreviation.Equals(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>The instant as clocks here show it.</summary>
    public DateTimeOffset Local(DateTimeOffset instant) => instant.ToOffset(Offset);

    /// <summary>When the day begins here.</summary>
    public DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, Offset);
}

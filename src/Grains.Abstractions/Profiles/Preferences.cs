namespace Nusaloka.Profiles;

/// <summary>How a person wants to be spoken to.</summary>
/// <param name="Language"><c>id</c> or <c>en</c>.</param>
/// <param name="TimeZone">A name of the IANA database, such as Asia/Makassar.</param>
/// <param name="Currency">ISO 4217: the one in which prices are shown too; money stays in rupiah.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Preferences")]
public sealed record Preferences(
    [property: Id(0)] string Language,
    [property: Id(1)] string TimeZone,
    [property: Id(2)] string Currency)
{
    /// <summary>Of who has chosen nothing: Indonesian, western Indonesian time, rupiah.</summary>
    public static Preferences Usual { get; } = new("id", "Asia/Jakarta", "IDR");
}

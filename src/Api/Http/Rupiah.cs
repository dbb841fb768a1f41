using System.Globalization;

namespace Nusaloka.Api.Http;

/// <summary>Amounts as people read them.</summary>
public static class Rupiah
{
    private static readonly NumberFormatInfo Dots = new() { NumberGroupSeparator = ".", NegativeSign = "-" };
    private static readonly NumberFormatInfo Commas = new() { NumberGroupSeparator = ",", NegativeSign = "-" };

    /// <summary>Whole rupiah with the language's separators of thousands: <c>1.250.000</c> or <c>1,250,000</c>.</summary>
    public static string Grouped(long units, Language language) => units.ToString("#,0", language == Language.English ? Commas : Dots);

    /// <summary>The same with the sign of the currency: <c>Rp1.250.000</c>.</summary>
    public static string Text(long units, Language language) =>
        units < 0 ? "-Rp" + Grouped(checked(-units), language) : "Rp" + Grouped(units, language);
}

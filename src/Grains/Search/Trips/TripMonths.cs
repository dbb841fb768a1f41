namespace Nusaloka.Grains.Search.Trips;

/// <summary>Months as bits of the column <c>months</c>: two years fit before a bit means another month again.</summary>
internal static class TripMonths
{
    /// <summary>How many months ahead are kept and counted.</summary>
    public const int Ahead = 12;

    private const int Bits = 24;

    public static int BitOf(DateOnly day) => 1 << ((day.Year * 12 + day.Month - 1) % Bits);

    public static int MaskOf(IEnumerable<DateOnly> days) => days.Aggregate(0, static (mask, day) => mask | BitOf(day));
}

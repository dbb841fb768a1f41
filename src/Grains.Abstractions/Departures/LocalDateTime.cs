using System.Globalization;

namespace Nusaloka.Departures;

/// <summary>What a calendar and a clock show at some place. Which instant that is, the place's time zone says.</summary>
/// <param name="Date">The day.</param>
/// <param name="Time">The time of day.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.LocalDateTime")]
public readonly record struct LocalDateTime(
    [property: Id(0)] DateOnly Date,
    [property: Id(1)] TimeOnly Time)
{
    /// <summary>As in ISO 8601, to the second: <c>2026-12-24T18:00:00</c>.</summary>
    public override string ToString() => Date.ToDateTime(Time).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}

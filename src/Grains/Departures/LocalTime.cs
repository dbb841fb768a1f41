using System.Collections.Frozen;
using Nusaloka.Grains.Profiles;

namespace Nusaloka.Grains.Departures;

/// <summary>What the clocks of a place show, as instants.</summary>
internal static class LocalTime
{
    // Indonesia's clocks are never changed, so what a silo has installed does not matter for them.
    private static readonly FrozenDictionary<string, TimeZoneInfo> Indonesian = new (string Name, int Hours)[]
    {
        ("Asia/Jakarta", 7), ("Asia/Pontianak", 7), ("Asia/Makassar", 8), ("Asia/Jayapura", 9),
    }.ToFrozenDictionary(static zone => zone.Name, static zone => TimeZoneInfo.CreateCustomTimeZone(zone.Name, TimeSpan.FromHours(zone.Hours), zone.Name, zone.Name));

    /// <summary>The zone with this IANA name; null when there is none.</summary>
    public static TimeZoneInfo? FindZone(string name) =>
        TimeZones.Find(name) is not { } known ? null
        : Indonesian.TryGetValue(known, out var zone) ? zone
        : TimeZoneInfo.TryFindSystemTimeZoneById(known, out var installed) ? installed
        : throw new InvalidOperationException($"The time zone {known} is not installed on this silo: install the package tzdata.");

    /// <summary>The instant. A time that the clocks skip is the one after the gap; of a time that they show twice it is the first.</summary>
    public static DateTimeOffset ToInstant(DateTime local, TimeZoneInfo zone)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
        {
            // Read with the offset before the gap, it is as long after the gap as it lies in it.
            return new DateTimeOffset(local, zone.GetUtcOffset(local.AddDays(-1))).ToUniversalTime();
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}

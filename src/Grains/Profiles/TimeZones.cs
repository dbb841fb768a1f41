using System.Collections.Frozen;

namespace Nusaloka.Grains.Profiles;

/// <summary>
/// The names of time zones (IANA database, which is in the public domain), from a list of our own: which zones a person can choose must
/// not depend on what is installed on the silo that is asked.
/// </summary>
internal static class TimeZones
{
    private static readonly FrozenDictionary<string, string> Names = Read().ToFrozenDictionary(static name => name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The name as the database writes it; null when there is no such zone.</summary>
    public static string? Find(string name) => Names.GetValueOrDefault(name);

    private static string[] Read()
    {
        using var stream = typeof(TimeZones).Assembly.GetManifestResourceStream("Profiles/time-zones.txt")
            ?? throw new InvalidOperationException("The embedded resource Profiles/time-zones.txt is missing; Nusaloka.Grains.csproj embeds it.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}

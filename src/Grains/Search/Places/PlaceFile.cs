using System.Globalization;
using Nusaloka.Grains.Profiles;
using Nusaloka.Search;

namespace Nusaloka.Grains.Search.Places;

/// <summary>
/// Reads the file of <c>load-places</c>: CSV in UTF-8 with the header <c>kind,name,regency,province,lat,lon,timezone,population</c>; see
/// docs/reference/search.md. Pure: all that is wrong is in the result.
/// </summary>
public static class PlaceFile
{
    /// <summary>The first line.</summary>
    public const string Header = "kind,name,regency,province,lat,lon,timezone,population";

    /// <summary>The most rows: all of them are kept in the memory of each silo.</summary>
    public const int MaxRows = 200_000;

    /// <summary>How many wrong lines are named.</summary>
    public const int MaxFaults = 20;

    private const int MaxNameLength = 120;
    private const int Columns = 8;

    /// <summary>Reads all lines.</summary>
    public static PlaceFileContent Read(TextReader file)
    {
        var faults = new List<PlaceFileFault>();
        if (file.ReadLine()?.TrimStart('\uFEFF').TrimEnd() is var header && header != Header)
            return new PlaceFileContent([], [new PlaceFileFault(1, $"the header must be {Header}")]);

        var (places, lines) = (new List<Place>(), new Dictionary<Guid, int>());
        for (var number = 2; file.ReadLine() is { } line && faults.Count < MaxFaults; number++)
        {
            if (line.Length == 0)
                continue;
            if (places.Count == MaxRows)
                faults.Add(new PlaceFileFault(number, $"there are more than {MaxRows} places"));
            else if (Parse(line, out var place) is { } fault)
                faults.Add(new PlaceFileFault(number, fault));
            else if (!lines.TryAdd(place.Id, number))
                faults.Add(new PlaceFileFault(number, $"it repeats line {lines[place.Id]}"));
            else
                places.Add(place);
        }

        if (faults.Count == 0 && places.Count == 0)
            faults.Add(new PlaceFileFault(2, "there are no places"));
        return new PlaceFileContent(faults.Count == 0 ? [.. places] : [], [.. faults]);
    }

    private static string? Parse(string line, out Place place)
    {
        place = new Place(Guid.Empty, default, "", "", "", new GeoPoint(0, 0), null, null);
        if (Split(line) is not { Length: Columns } fields)
            return $"it has not {Columns} columns";
        if (Kind(fields[0]) is not { } kind)
            return $"the kind '{fields[0]}' is not town, island or destination";
        if (fields[1].Length is 0 or > MaxNameLength || fields[2].Length > MaxNameLength || fields[3].Length > MaxNameLength || line.Any(char.IsControl))
            return $"name, regency and province must have at most {MaxNameLength} characters, none of them a control character, and the name at least one";
        if (!TryDegrees(fields[4], 90, out var latitude) || !TryDegrees(fields[5], 180, out var longitude))
            return $"'{fields[4]}, {fields[5]}' is no latitude from -90 to 90 and longitude from -180 to 180 in degrees";
        var province = Provinces.NameOf(fields[3]);
        var zone = fields[6].Length > 0 ? TimeZones.Find(fields[6]) : Provinces.TimeZoneOf(province);
        if (fields[6].Length > 0 && zone is null)
            return $"'{fields[6]}' is no time zone of the IANA database";
        if (!TryPopulation(fields[7], out var population))
            return $"the population '{fields[7]}' is no whole number from 0 to {int.MaxValue}";

        // The name of an id has the coordinates as the file writes them, to a metre.
        var id = NameBasedId.Create(string.Create(CultureInfo.InvariantCulture, $"place\n{kind}\n{fields[1]}\n{fields[2]}\n{province}\n{latitude:F5}\n{longitude:F5}"));
        place = new Place(id, kind, fields[1], fields[2], province, new GeoPoint(latitude, longitude), zone, population);
        return null;
    }

    private static PlaceKind? Kind(string text) => text switch
    {
        "town" => PlaceKind.Town,
        "island" => PlaceKind.Island,
        "destination" => PlaceKind.Destination,
        _ => null,
    };

    private static bool TryDegrees(string text, double most, out double degrees) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out degrees)
        && double.IsFinite(degrees) && Math.Abs(degrees) <= most;

    private static bool TryPopulation(string text, out int? population)
    {
        population = null;
        if (text.Length == 0)
            return true;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        population = number;
        return true;
    }

    /// <summary>The fields of a line, trimmed; one in quotes may have commas, and a quote is written twice. Null when a quote stays open.</summary>
    private static string[]? Split(string line)
    {
        var (fields, field, isQuoted) = (new List<string>(Columns), new System.Text.StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && isQuoted && i + 1 < line.Length && line[i + 1] == '"')
                field.Append(line[i++]);
            else if (line[i] == '"')
                isQuoted = !isQuoted;
            else if (line[i] == ',' && !isQuoted)
                Take();
            else
                field.Append(line[i]);
        }

        Take();
        return isQuoted ? null : [.. fields];

        void Take()
        {
            fields.Add(field.ToString().Trim());
            field.Clear();
        }
    }
}

using System.Globalization;
using Nusaloka.Api.Http;
using Nusaloka.Search;

namespace Nusaloka.Api.Search;

/// <summary>Reads the parameters of a search. What is given twice, or is not what it must be, is refused by name; what is empty is not given.</summary>
internal sealed class QueryReader(HttpRequest request)
{
    /// <summary>A text, trimmed; null when it is not given.</summary>
    public string? Text(string name, int longest)
    {
        var text = Single(name)?.Trim();
        return text is null or { Length: 0 } ? null
            : text.Length <= longest ? text
            : throw RequestRejectedException.Invalid(name, "invalid_length", $"{name} must have at most {longest} characters.");
    }

    /// <summary>A whole number; null when it is not given.</summary>
    public long? Number(string name, long least, long most) => Single(name) is not { Length: > 0 } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw RequestRejectedException.Invalid(name, "out_of_range", $"{name} must be a whole number from {least} to {most}.");

    /// <summary>A date; null when it is not given.</summary>
    public DateOnly? Date(string name) => Single(name) is not { Length: > 0 } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw RequestRejectedException.Invalid(name, "invalid", $"{name} must be a date such as 2026-08-17.");

    /// <summary>A point, "latitude,longitude"; null when it is not given.</summary>
    public GeoPoint? Point(string name)
    {
        if (Single(name) is not { Length: > 0 } text)
            return null;
        var parts = text.Split(',');
        return parts.Length == 2 && TryDegrees(parts[0], 90, out var latitude) && TryDegrees(parts[1], 180, out var longitude)
            ? new GeoPoint(latitude, longitude)
            : throw RequestRejectedException.Invalid(name, "invalid", $"{name} must be latitude,longitude in degrees, such as -8.350886,116.036389.");
    }

    /// <summary>Values with commas between them, each once; empty when none is given.</summary>
    public string[] List(string name, int most, int longest)
    {
        var values = (Single(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).ToArray();
        return values.Length <= most && values.All(value => value.Length <= longest)
            ? values
            : throw RequestRejectedException.Invalid(name, "invalid_length", $"{name} must be at most {most} values of at most {longest} characters, with commas between them.");
    }

    /// <summary>One of some words; null when it is not given.</summary>
    public T? Choice<T>(string name, IReadOnlyDictionary<string, T> choices)
        where T : struct => Single(name) is not { Length: > 0 } text ? null
        : choices.TryGetValue(text, out var choice) ? choice
        : throw RequestRejectedException.Invalid(name, "not_allowed", $"{name} must be one of {string.Join(", ", choices.Keys)}.");

    private string? Single(string name) => request.Query[name] switch
    {
        { Count: 0 } => null,
        [{ } one] => one,
        _ => throw RequestRejectedException.Invalid(name, "duplicate", $"{name} is given more than once."),
    };

    private static bool TryDegrees(string text, double most, out double degrees) =>
        double.TryParse(text.AsSpan().Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out degrees)
        && double.IsFinite(degrees) && Math.Abs(degrees) <= most;
}

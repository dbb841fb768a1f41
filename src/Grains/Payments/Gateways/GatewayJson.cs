using System.Globalization;
using System.Text.Json;

namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>Reads JSON of others: what is missing or of another type is null, never an exception.</summary>
internal static class GatewayJson
{
    /// <summary>More rupiah than there are. Sums of what fits into one body stay far below the limits of a number.</summary>
    private const long MostRupiah = 1_000_000_000_000_000;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>Parses a whole body of one object.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> body, out JsonElement json)
    {
        json = default;
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return false;
            json = document.RootElement.Clone();
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter of half a surrogate pair in the name of a member.
            return false;
        }
    }

    /// <summary>The value at the end of a path of members; undefined when there is none.</summary>
    public static JsonElement At(this JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json))
                return default;
        }

        return json;
    }

    /// <summary>The text at the end of a path; null when there is none, or something else.</summary>
    public static string? Text(this JsonElement json, params ReadOnlySpan<string> path) =>
        Readable(json.At(path));

    /// <summary>The UUID at the end of a path, as we write it; null when there is none.</summary>
    public static Guid? Id(this JsonElement json, params ReadOnlySpan<string> path) =>
        Guid.TryParseExact(json.Text(path), "D", out var id) ? id : null;

    /// <summary>The whole number at the end of a path; null when there is none.</summary>
    public static long? Whole(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;

    /// <summary>
    /// Rupiah at the end of a path, as a number or as a text such as "10000.00"; null when there are none, or a part of one. Nothing is rounded.
    /// </summary>
    public static long? Rupiah(this JsonElement json, params ReadOnlySpan<string> path)
    {
        var value = json.At(path);
        var text = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => Readable(value),
            _ => null,
        };
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && decimal.IsInteger(amount) && amount <= MostRupiah
            ? (long)amount
            : null;
    }

    /// <summary>The items of the list at the end of a path; none when there is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    private static string? Readable(JsonElement json)
    {
        try
        {
            return json.ValueKind == JsonValueKind.String ? json.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is JSON, and no text.
            return null;
        }
    }
}

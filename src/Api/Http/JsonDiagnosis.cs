using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Nusaloka.Api.Http;

/// <summary>
/// Finds out what is wrong with a body that could not be read: all wrong members at once, each with its JSON pointer. Only
/// runs for refused requests, so it may read the body a second time.
/// </summary>
internal static class JsonDiagnosis
{
    // A body can have very many wrong members; the first few are enough to see the mistake.
    private const int MaxErrors = 20;

    public static Problem Of(ReadOnlySequence<byte> json, Type type, JsonException exception)
    {
        var errors = ImmutableArray.CreateBuilder<FieldError>();
        if (!IsWellFormed(json, out var depth))
            return new Problem(StatusCodes.Status400BadRequest, depth ? "json_too_deep" : "json_malformed");

        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = JsonSettings.MaxDepth });
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            return Problem.Invalid("", "wrong_type", "The body must be a JSON object.");

        var members = JsonSettings.Options.GetTypeInfo(type).Properties.ToDictionary(member => member.Name, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var given in document.RootElement.EnumerateObject())
        {
            if (errors.Count == MaxErrors)
                break;
            if (!seen.Add(NameOf(given)))
                errors.Add(new FieldError(Pointer(NameOf(given)), "duplicate", "The member is given more than once."));
            else if (!members.TryGetValue(NameOf(given), out var member))
                errors.Add(new FieldError(Pointer(NameOf(given)), "unknown_member", "The request has no such member."));
            else if (Mistake(given.Value, member) is { } error)
                errors.Add(error);
        }

        foreach (var member in members.Values.Where(member => member.IsRequired && !seen.Contains(member.Name)).Take(MaxErrors))
            errors.Add(new FieldError(Pointer(member.Name), "required", "The member is required."));
        if (errors.Count == 0)
            errors.Add(new FieldError(PointerOf(exception.Path), "wrong_type", "The value cannot be read."));
        return Problem.Of(Error.Validation(errors.ToImmutable()));
    }

    private static FieldError? Mistake(JsonElement value, JsonPropertyInfo member)
    {
        var pointer = Pointer(member.Name);
        if (value.ValueKind == JsonValueKind.Null)
        {
            return member.IsSetNullable
                ? null
                : new FieldError(pointer, "required", "The member must not be null.");
        }

        try
        {
            value.Deserialize(member.PropertyType, JsonSettings.Options);
            return null;
        }
        catch (JsonException exception)
        {
            return new FieldError(pointer + PointerOf(exception.Path), "wrong_type", Expectation(member.PropertyType));
        }
    }

    private static string Expectation(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return "The value must be a string without control characters.";
        if (type == typeof(long) || type == typeof(int))
            return "The value must be a whole number, written without quotes, fraction or exponent, that fits into 64 bits.";
        if (type == typeof(DateTimeOffset))
            return "The value must be an RFC 3339 instant with an offset, such as 2026-01-31T12:00:00Z.";
        if (!type.IsEnum)
            return "The value has the wrong type.";
        var names = Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName);
        return $"The value must be one of: {string.Join(", ", names)}.";
    }

    private static bool IsWellFormed(ReadOnlySequence<byte> json, out bool tooDeep)
    {
        tooDeep = false;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonSettings.MaxDepth });
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            // The reader counts the bracket that it stands on only after it.
            tooDeep = reader.CurrentDepth >= JsonSettings.MaxDepth - 1;
            return false;
        }
    }

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair cannot be turned into text; it is the name of no member.
            return "\ufffd";
        }
    }

    private static string Pointer(string name) =>
        "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>Turns System.Text.Json's <c>$.items[2].amount</c> into <c>/items/2/amount</c>.</summary>
    private static string PointerOf(string? path)
    {
        if (path is null or "$")
            return "";
        return path[1..].Replace("['", "/", StringComparison.Ordinal).Replace("']", "", StringComparison.Ordinal)
            .Replace('.', '/').Replace('[', '/').Replace("]", "", StringComparison.Ordinal);
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nusaloka.Api.Http;

/// <summary>
/// The JSON of the API: snake_case, and strict, because in a request about money a member that is silently dropped,
/// given twice or converted is a request that was not understood.
/// </summary>
public static class JsonSettings
{
    /// <summary>Deeper nesting is refused; no request of ours needs more than a handful of levels.</summary>
    public const int MaxDepth = 32;

    /// <summary>The one instance.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Makes the given options, such as the framework's, the same as <see cref="Options"/>.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.AllowTrailingCommas = false;
        options.ReadCommentHandling = JsonCommentHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = MaxDepth;
        // Answers are application/json with nosniff, never inside HTML: "+62" need not become "\u002B62".
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new UtcMillisecondsConverter());
        options.Converters.Add(new PlainTextConverter());
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General);
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}

using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Nusaloka.Api.Http;

/// <summary>
/// The caller's name for what it asks (<c>Idempotency-Key</c>): 1 to 255 visible ASCII characters, in quotes as a structured
/// field string (RFC 8941 3.3.3) or bare; both spellings are one key.
/// </summary>
/// <param name="value">The key without quotes; null when the caller gave none.</param>
public sealed class IdempotencyKey(string? value) : IEndpointParameterMetadataProvider
{
    /// <summary>The request header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>The response header of an answer that was stored earlier.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    private const int MaxLength = 255;

    /// <summary>The key without quotes; null when the caller gave none.</summary>
    public string? Value { get; } = value;

    /// <summary>Called by the framework.</summary>
    /// <exception cref="RequestRejectedException">The header is not a key.</exception>
    public static ValueTask<IdempotencyKey> BindAsync(HttpContext context)
    {
        var values = context.Request.Headers[Header];
        return values switch
        {
            [] => ValueTask.FromResult(new IdempotencyKey(null)),
            [{ } text] when Parse(text) is { } key => ValueTask.FromResult(new IdempotencyKey(key)),
            _ => throw RequestRejectedException.Invalid(
                Header, "idempotency_key_malformed", $"{Header} must be 1 to {MaxLength} visible ASCII characters, bare or in double quotes."),
        };
    }

    /// <summary>Called by the framework: describes the header.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new DocumentedParameter(
        Header, true,
        "Names this operation. Repeating the request with the same key answers the stored result and has no second effect.",
        "5f0c2a4e-8d0b-4c0e-9a53-0a4f3f1f7c11") { MaxLength = MaxLength });

    /// <summary>Reads the header's value; null when it is not a key.</summary>
    public static string? Parse(string text)
    {
        text = text.Trim(' ');
        if (text is ['"', .. var inner, '"'])
            text = Unescape(inner) ?? "";
        else if (text.Contains('"', StringComparison.Ordinal))
            return null;
        return text.Length is > 0 and <= MaxLength && text.All(static c => c is > ' ' and <= '~') ? text : null;
    }

    private static string? Unescape(string text)
    {
        var result = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"')
                return null;
            if (c == '\\')
            {
                if (++i == text.Length || text[i] is not ('"' or '\\'))
                    return null;
                c = text[i];
            }

            result.Append(c);
        }

        return result.ToString();
    }
}

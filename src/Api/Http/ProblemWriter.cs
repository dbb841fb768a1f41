using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Nusaloka.Api.Http;

/// <summary>Puts a <see cref="Problem"/> into words and onto the wire (RFC 9457).</summary>
public static class ProblemWriter
{
    /// <summary>What every problem's <c>type</c> starts with; the code follows.</summary>
    public const string TypePrefix = "https://nusaloka.id/problems/";

    /// <summary>The media type of every answer with a status of 400 or above.</summary>
    public const string ContentType = "application/problem+json";

    /// <summary>Answers with the problem. The response must not have started.</summary>
    public static async Task WriteAsync(HttpContext context, Problem problem)
    {
        var language = Languages.Of(context.Request);
        var text = ProblemTexts.Of(problem, language);
        var body = new ProblemBody
        {
            Type = TypePrefix + problem.Code,
            Title = text.Title,
            Status = problem.Status,
            Detail = text.Detail,
            Instance = context.Request.Path.ToUriComponent(),
            Code = problem.Code,
            TraceId = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier,
            Errors = problem.Errors.IsDefaultOrEmpty
                ? null
                : [.. problem.Errors.Select(error => error with { Detail = ProblemTexts.OfField(error, language) })],
        };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, JsonSettings.Options);

        var response = context.Response;
        response.StatusCode = problem.Status;
        response.ContentType = ContentType;
        response.ContentLength = bytes.Length;
        response.Headers.ContentLanguage = Languages.Tag(language);
        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        response.Headers.CacheControl = "no-store";
        response.Headers.Remove(HeaderNames.ETag);
        if (problem.RetryAfter is { } wait)
            response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}

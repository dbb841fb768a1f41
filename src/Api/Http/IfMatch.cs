using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Nusaloka.Api.Http;

/// <summary>
/// Optimistic concurrency over HTTP (RFC 9110 13.1.1): the ETag of a resource is its version, and an update with
/// <c>If-Match</c> only happens to the version that the caller saw.
/// </summary>
/// <param name="expectedVersion">The version that must be there; null for any.</param>
public sealed class IfMatch(long? expectedVersion) : IEndpointParameterMetadataProvider
{
    // No resource ever has it, so an update that expects it is refused as out of date.
    private const long NeverVersion = -1;

    /// <summary>The version that must be there; null for any.</summary>
    public long? ExpectedVersion { get; } = expectedVersion;

    /// <summary>Called by the framework.</summary>
    /// <exception cref="RequestRejectedException">The header cannot be read or names several versions.</exception>
    public static ValueTask<IfMatch> BindAsync(HttpContext context)
    {
        if (context.Request.Headers.IfMatch.Count == 0)
            return ValueTask.FromResult(new IfMatch(null));
        return ValueTask.FromResult(context.Request.GetTypedHeaders().IfMatch switch
        {
            [var one] when one.Equals(EntityTagHeaderValue.Any) => new IfMatch(null),
            // A weak tag never matches here (RFC 9110 8.8.3.2), nor does one that we did not make.
            [var one] => new IfMatch(one.IsWeak ? NeverVersion : VersionOf(one) ?? NeverVersion),
            _ => throw RequestRejectedException.Invalid(
                "If-Match", "if_match_malformed", "If-Match must be one entity tag in double quotes, or *."),
        });
    }

    /// <summary>Called by the framework: describes the header.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(
        new DocumentedParameter(
            "If-Match", true, "The ETag that you read; the update is refused with 412 when the resource has changed since.", "\"3\""));

    /// <summary>Sends the version as ETag.</summary>
    public static void SetETag(HttpContext context, long version) => context.Response.Headers.ETag = TagOf(version);

    /// <summary>Whether the caller has this version already (<c>If-None-Match</c>), so that 304 is enough.</summary>
    public static bool CallerHas(HttpContext context, long version) =>
        context.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Tag == TagOf(version));

    /// <summary>200 with the version as ETag; 304 for a GET whose caller has this version.</summary>
    public static IResult Versioned<T>(HttpContext context, long version, T response)
    {
        SetETag(context, version);
        return HttpMethods.IsGet(context.Request.Method) && CallerHas(context, version)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(response);
    }

    private static string TagOf(long version) => "\"" + version.ToString(CultureInfo.InvariantCulture) + "\"";

    private static long? VersionOf(EntityTagHeaderValue tag) =>
        long.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
}

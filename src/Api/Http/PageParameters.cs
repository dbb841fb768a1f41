using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Metadata;

namespace Nusaloka.Api.Http;

/// <summary>Which page of a list the caller wants: <c>?limit=</c> and <c>?cursor=</c>.</summary>
public sealed class PageParameters(PageRequest page) : IEndpointParameterMetadataProvider
{
    private const int MaxCursorLength = 512;

    /// <summary>The same for grains.</summary>
    public PageRequest Page { get; } = page;

    /// <summary>Called by the framework.</summary>
    /// <exception cref="RequestRejectedException">The limit is not a number from 1 to 100, or the cursor cannot be one.</exception>
    public static ValueTask<PageParameters> BindAsync(HttpContext context) =>
        ValueTask.FromResult(new PageParameters(new PageRequest(ReadLimit(context.Request), ReadCursor(context.Request))));

    /// <summary>Called by the framework: describes the two parameters.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new DocumentedParameter("limit", false, "The most items to answer.", "20")
        {
            Integer = (1, PageRequest.MaxLimit, PageRequest.DefaultLimit),
        });
        builder.Metadata.Add(new DocumentedParameter("cursor", false, "Where to go on: taken from the answer before.", "")
        {
            MaxLength = MaxCursorLength,
        });
    }

    /// <summary>
    /// Tells the client where the next page is: <c>Link: &lt;…&gt;; rel="next"</c>, with all parameters of this request.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="nextCursor">Where the next page begins; null at the end.</param>
    /// <param name="pinned">Parameters that were defaulted and must stay the same on the next page; null for one that others stand for now.</param>
    public static void AddNextLink(HttpContext context, string? nextCursor, params ReadOnlySpan<(string Name, string? Value)> pinned)
    {
        if (nextCursor is null)
            return;

        // The server reads names of parameters in any case, so here too a second spelling is the same parameter.
        var query = new QueryBuilder();
        foreach (var (name, value) in context.Request.Query)
        {
            if (!name.Equals("cursor", StringComparison.OrdinalIgnoreCase) && !Contains(pinned, name))
                query.Add(name, value.ToString());
        }

        foreach (var (name, value) in pinned)
        {
            if (value is not null)
                query.Add(name, value);
        }

        query.Add("cursor", nextCursor);
        var path = context.Request.PathBase.Add(context.Request.Path).ToUriComponent();
        context.Response.Headers.Link = $"<{path}{query.ToQueryString()}>; rel=\"next\"";
    }

    private static bool Contains(ReadOnlySpan<(string Name, string? Value)> pinned, string name)
    {
        foreach (var (one, _) in pinned)
        {
            if (one.Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Reads <c>?limit=</c>.</summary>
    /// <exception cref="RequestRejectedException">It is not a number from 1 to 100.</exception>
    public static int ReadLimit(HttpRequest request, int defaultLimit = PageRequest.DefaultLimit)
    {
        var values = request.Query["limit"];
        if (values.Count == 0)
            return defaultLimit;
        return values.Count == 1
            && int.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is >= 1 and <= PageRequest.MaxLimit
            ? limit
            : throw RequestRejectedException.Invalid(
                "limit", "out_of_range", $"limit must be a whole number from 1 to {PageRequest.MaxLimit}.");
    }

    private static string? ReadCursor(HttpRequest request)
    {
        var values = request.Query["cursor"];
        if (values.Count == 0)
            return null;
        return values is [{ Length: > 0 and <= MaxCursorLength } cursor] && cursor.All(static c => c is > ' ' and <= '~')
            ? cursor
            : throw new RequestRejectedException(Problem.Of(PageErrors.CursorInvalid));
    }
}

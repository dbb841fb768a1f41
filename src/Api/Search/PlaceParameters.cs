using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Nusaloka.Api.Http;
using Nusaloka.Search;

namespace Nusaloka.Api.Search;

/// <summary>Which places are wanted: <c>?q=</c>, <c>?near=</c>, <c>?radius=</c>, <c>?limit=</c>.</summary>
public sealed class PlaceParameters(PlaceQuery query) : IEndpointParameterMetadataProvider
{
    /// <summary>The same for grains.</summary>
    public PlaceQuery Query { get; } = query;

    /// <summary>Called by the framework.</summary>
    /// <exception cref="RequestRejectedException">A parameter is out of its bounds, or there is neither a name nor a point.</exception>
    public static ValueTask<PlaceParameters> BindAsync(HttpContext context)
    {
        var reader = new QueryReader(context.Request);
        var query = new PlaceQuery(
            reader.Text("q", SearchLimits.MaxTextLength), reader.Point("near"),
            (int)(reader.Number("radius", 1, SearchLimits.MaxRadiusMeters) ?? SearchLimits.DefaultRadiusMeters), PageParameters.ReadLimit(context.Request));
        return query.Text is not null || query.Near is not null
            ? ValueTask.FromResult(new PlaceParameters(query))
            : throw RequestRejectedException.Invalid("q", "required", "Say what is looked for: q, near or both.");
    }

    /// <summary>Called by the framework: describes the parameters.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new DocumentedParameter(
            "q", false, "A name or its beginning; case and accents do not matter, nor does a letter or two that is wrong. After a comma a regency or province.", "trawangn")
        {
            MaxLength = SearchLimits.MaxTextLength,
        });
        builder.Metadata.Add(new DocumentedParameter("near", false, "Around this point: latitude,longitude in degrees (WGS84). Without q the nearest come first.", "-8.350886,116.036389"));
        builder.Metadata.Add(new DocumentedParameter("radius", false, "At most so many metres from there.", "50000")
        {
            Integer = (1, SearchLimits.MaxRadiusMeters, SearchLimits.DefaultRadiusMeters),
        });
        builder.Metadata.Add(new DocumentedParameter("limit", false, "The most places to answer.", "20")
        {
            Integer = (1, PageRequest.MaxLimit, PageRequest.DefaultLimit),
        });
    }
}

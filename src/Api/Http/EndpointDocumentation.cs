using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nusaloka.Api.Http;

/// <summary>What an endpoint says of itself in the OpenAPI document beyond its types.</summary>
public static class EndpointDocumentation
{
    /// <summary>The statuses, other than those that every route can answer, that the endpoint refuses with.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder builder, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder
    {
        foreach (var status in statuses)
            builder.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ProblemBody), [ProblemWriter.ContentType]));
        return builder;
    }

    /// <summary>An example of the request's body.</summary>
    public static TBuilder RequestExample<TBuilder>(this TBuilder builder, object body)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RequestExampleMetadata(ToNode(body)));

    /// <summary>An example of the successful answer's body.</summary>
    public static TBuilder ResponseExample<TBuilder>(this TBuilder builder, object body)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new ResponseExampleMetadata(ToNode(body)));

    private static JsonNode ToNode(object body) => JsonSerializer.SerializeToNode(body, body.GetType(), JsonSettings.Options)
        ?? throw new ArgumentException("An example must not be null.", nameof(body));
}

/// <summary>An example of a request's body.</summary>
public sealed record RequestExampleMetadata(JsonNode Example);

/// <summary>An example of a successful answer's body.</summary>
public sealed record ResponseExampleMetadata(JsonNode Example);

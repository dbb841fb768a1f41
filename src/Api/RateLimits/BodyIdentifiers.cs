using Nusaloka.Api.Http;

namespace Nusaloka.Api.RateLimits;

/// <summary>Finds whom a request's body is about.</summary>
internal static class BodyIdentifiers
{
    /// <summary>The body, when it names somebody.</summary>
    public static INameIdentifiers? Of(EndpointFilterInvocationContext context)
    {
        foreach (var argument in context.Arguments)
        {
            if (argument is IJsonBody { Content: INameIdentifiers body })
                return body;
        }

        return null;
    }
}

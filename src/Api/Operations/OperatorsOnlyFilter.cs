using System.Net;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Operations;

/// <summary>
/// Lets only those in who call from <see cref="ApiOptions.OperationsNetworks"/>; for others there is no such route. What a proxy has passed on that is not
/// trusted comes from nobody knows where, so it is turned away, too.
/// </summary>
internal sealed class OperatorsOnlyFilter(ApiOptions options) : IEndpointFilter
{
    private readonly IPNetwork[] _networks = options.OperatorsNetworks;

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        IsInside(context.HttpContext) ? next(context) : new(new ProblemResult(Problem.OfStatus(StatusCodes.Status404NotFound)));

    private bool IsInside(HttpContext context)
    {
        // Those of trusted proxies are taken away where they are believed.
        if (context.Request.Headers.ContainsKey("X-Forwarded-For") || context.Request.Headers.ContainsKey("Forwarded"))
            return false;
        if (context.Connection.RemoteIpAddress is not { } address)
            return false;

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _networks.Any(network => network.Contains(plain));
    }
}

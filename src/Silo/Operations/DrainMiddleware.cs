namespace Nusaloka.Silo.Operations;

/// <summary>While the process drains, every answer closes its connection, so that no request is sent on one that is about to go.</summary>
public sealed class DrainMiddleware(RequestDelegate next, DrainService drain)
{
    /// <summary>Called by the framework.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (drain.IsDraining && HttpProtocol.IsHttp11(context.Request.Protocol))
            context.Response.Headers.Connection = "close";
        return next(context);
    }
}

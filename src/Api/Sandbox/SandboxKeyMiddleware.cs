namespace Nusaloka.Api.Sandbox;

/// <summary>
/// Lets nobody without the key get at the sandbox gateway's API. Tokens of ours mean nothing there, so that it is no matter for the
/// policies; and it comes before anything of the request is read.
/// </summary>
public sealed class SandboxKeyMiddleware(RequestDelegate next)
{
    /// <summary>Called by the framework.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<SandboxKey>() is not { } key || key.IsIn(context.Request))
            return next(context);

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"sandbox\"";
        return Task.CompletedTask;
    }
}

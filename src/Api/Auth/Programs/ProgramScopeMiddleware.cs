using Microsoft.AspNetCore.Authorization;
using Nusaloka.Accounts;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Auth.Programs;

/// <summary>
/// Holds programs to their scopes, on every route that is not open to everybody. A route that names no scope is closed to programs:
/// forgetting it closes a route, it does not open it.
/// </summary>
public sealed class ProgramScopeMiddleware(RequestDelegate next)
{
    /// <summary>Called by the framework, after authorization.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (!context.User.Is(Role.Service) || context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return next(context);

        return endpoint.Metadata.GetMetadata<ProgramScope>() is not { } needed ? ProblemWriter.WriteAsync(context, Problem.OfStatus(StatusCodes.Status403Forbidden))
            : context.User.HasScope(needed.Name) ? next(context)
            : ProblemWriter.WriteAsync(context, new Problem(StatusCodes.Status403Forbidden, "scope_missing") { Detail = $"This program needs the scope {needed.Name}." });
    }
}

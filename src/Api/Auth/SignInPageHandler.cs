using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Net.Http.Headers;

namespace Nusaloka.Api.Auth;

/// <summary>
/// Answers refused callers as the framework does, and gives the 401 of a route with a <see cref="SignInPage"/> that page as its
/// body when a browser asks. A browser cannot send a token when it opens a page, so this is how people get to sign in.
/// </summary>
internal sealed class SignInPageHandler : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _usual = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        await _usual.HandleAsync(next, context, policy, authorizeResult);
        if (context.GetEndpoint()?.Metadata.GetMetadata<SignInPage>() is not { } page || authorizeResult.Succeeded)
            return;
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        if (authorizeResult.Challenged && IsBrowser(context.Request))
            await page.WriteAsync(context);
    }

    // Programs say */* or nothing, and read problems.
    private static bool IsBrowser(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(static type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}

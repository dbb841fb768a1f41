using Nusaloka.Accounts;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Auth;

/// <summary>Lets only those in who have just proven who they are: for what nobody must do who finds an unlocked device.</summary>
internal sealed class RecentSignInFilter(TimeProvider clock) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.User.SignedInWithin(CallerClaims.Recently, clock)
            ? await next(context)
            : AccountErrors.ReauthenticationRequired.ToHttp();
}

using System.Security.Claims;
using Nusaloka.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Revocations;
using Nusaloka.Api.Http;
using Nusaloka.Api.RateLimits;

namespace Nusaloka.Api.Accounts;

/// <summary>A person's own password.</summary>
public static class PasswordEndpoints
{
    /// <summary>Adds /account/password.</summary>
    public static void MapPassword(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/account/password", ChangeAsync).RequireAuthorization(Policies.Person).AddEndpointFilter<EndsSessionsFilter>()
            .RequireRateLimit(Limits.Password).SlowDownGuessingOwn()
            .WithTags("Accounts").WithName("change_password")
            .WithSummary("Change one's own password")
            .WithDescription("Needs the present one. The session that does this goes on; all others end.")
            .Produces<MessageResponse>().Refuses(404, 422, 503)
            .RequestExample(new ChangePasswordRequest { CurrentPassword = "kereta malam ke Malang", NewPassword = "perahu pagi di Derawan" })
            .ResponseExample(new MessageResponse("Kata sandi sudah diganti."));

    private static async Task<IResult> ChangeAsync(
        JsonBody<ChangePasswordRequest> body, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var request = body.Value;
        var changed = await grains.GetGrain<IAccountGrain>(caller.Id()).ChangePasswordAsync(
            new ChangePassword(request.CurrentPassword, request.NewPassword, caller.SessionId()), cancellationToken);
        return changed.IsSuccess
            ? TypedResults.Ok(new MessageResponse(Languages.Choose(context, "Kata sandi sudah diganti.", "The password is changed.")))
            : changed.Error.ToHttp();
    }
}

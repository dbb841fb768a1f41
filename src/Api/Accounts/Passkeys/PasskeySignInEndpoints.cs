using Nusaloka.Accounts.Sessions;
using Nusaloka.Api.Http;
using Nusaloka.Api.RateLimits;

namespace Nusaloka.Api.Accounts.Passkeys;

/// <summary>Signing in with a passkey.</summary>
public static class PasskeySignInEndpoints
{
    /// <summary>Adds /webauthn/login/*.</summary>
    public static void MapPasskeySignIn(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/webauthn/login").AllowAnonymous().RequireRateLimit(Limits.Login).WithTags("Sign-in");
        group.MapPost("/begin", BeginAsync).WithName("begin_passkey_login").WithSummary("Begin to sign in with a passkey")
            .WithDescription(
                "For navigator.credentials.get(). With an e-mail address or phone number its owner's passkeys are allowed; without, any that the device "
                + "has for us. For an identifier that nobody has the answer looks the same, each time.")
            .Produces<PasskeyCeremonyResponse>().Refuses(503)
            .RequestExample(new BeginPasskeyLoginRequest { Email = "siti@contoh.id" }).ResponseExample(PasskeyExamples.Request);
        group.MapPost("/finish", FinishAsync).WithName("finish_passkey_login").WithSummary("Sign in with a passkey")
            .WithDescription("Answers what a login by password answers. An unknown passkey and a wrong signature get the same answer.")
            .Produces<LoginResponse>().Refuses(401, 403, 422, 503)
            .RequestExample(PasskeyExamples.FinishLogin).ResponseExample(SignInEndpoints.LoginExample);
    }

    private static async Task<IResult> BeginAsync(
        JsonBody<BeginPasskeyLoginRequest> body, HttpContext context, PasskeyCeremonies ceremonies, CancellationToken cancellationToken)
    {
        var begun = await ceremonies.BeginSignInAsync(body.Value.Email, body.Value.Phone, context, cancellationToken);
        return begun.ToHttp(PasskeyCeremonyResponse.Of);
    }

    private static async Task<IResult> FinishAsync(
        JsonBody<FinishPasskeyLoginRequest> body, HttpContext context, PasskeyCeremonies ceremonies, IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        var proven = await ceremonies.FinishSignInAsync(body.Value.CeremonyId, body.Value.Credential, context, cancellationToken);
        return proven.IsSuccess
            ? await SignInAnswers.IssueAsync(
                context, grains, proven.Value.Standing, [SignInMethods.Passkey, SignInMethods.UserVerified], proven.Value.Passkey.Id, cancellationToken)
            : proven.Error.ToHttp();
    }
}

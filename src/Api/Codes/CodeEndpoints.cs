using Nusaloka.Accounts.Sessions;
using Nusaloka.Api.Accounts;
using Nusaloka.Api.Auth.Revocations;
using Nusaloka.Api.Http;
using Nusaloka.Api.RateLimits;
using Nusaloka.Codes;

namespace Nusaloka.Api.Codes;

/// <summary>Signing in, and setting a new password, by a one-time code: the routes that need no token.</summary>
public static class CodeEndpoints
{
    /// <summary>The example of a requested code.</summary>
    internal static readonly CodeRequestedResponse RequestedExample = new("Zr3n9mYtQ1y0b7c2K5xw8A", 600, 60);

    private const string SameAnswer =
        "The answer, and the time until it comes, are the same whether or not somebody has that address or number. A code is good for ten "
        + "minutes, once, with the flow_id of this answer, for five tries; who asks gets one per minute and five per hour, and all strangers together "
        + "three per minute for one address or number. Who has used up the hour gets the flow_id of the code that is on its way.";

    /// <summary>Adds /auth/otp/*, /auth/forgot-password and /auth/reset-password.</summary>
    public static void MapCodes(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/auth").AllowAnonymous().WithTags("Sign-in");
        group.MapPost("/otp/request", RequestAsync).RequireRateLimit(Limits.Codes).WithName("request_sign_in_code")
            .WithSummary("Send a code to sign in with").WithDescription(SameAnswer)
            .Produces<CodeRequestedResponse>(202)
            .RequestExample(new CodeRequest { Phone = "081234567890" }).ResponseExample(RequestedExample);
        group.MapPost("/otp/verify", SignInAsync).RequireRateLimit(Limits.Login).AddEndpointFilter<EndsSessionsFilter>().WithName("sign_in_by_code")
            .WithSummary("Sign in with a code")
            .WithDescription("A wrong code, one that has expired and one that was never sent get the same answer. Signing in proves the address or number. "
                + "The first proof for an account takes the password, passkeys and sessions from before away: whoever opened it may be another. "
                + "A new password is set by reset-password.")
            .Produces<LoginResponse>().Refuses(401, 403, 409)
            .RequestExample(new CodeRedemption { Phone = "081234567890", FlowId = RequestedExample.FlowId, Code = "123456" })
            .ResponseExample(SignInEndpoints.LoginExample);
        group.MapPost("/forgot-password", ForgotPasswordAsync).RequireRateLimit(Limits.Forgot).WithName("forgot_password")
            .WithSummary("Send a code to set a new password with").WithDescription(SameAnswer)
            .Produces<CodeRequestedResponse>(202)
            .RequestExample(new CodeRequest { Email = "siti@contoh.id" }).ResponseExample(RequestedExample);
        group.MapPost("/reset-password", ResetPasswordAsync).RequireRateLimit(Limits.Login).AddEndpointFilter<EndsSessionsFilter>().WithName("reset_password")
            .WithSummary("Set a new password with a code")
            .WithDescription("All sessions end; sign in with the new password. The person is told by mail or SMS.")
            .Produces<MessageResponse>().Refuses(401, 403, 503)
            .RequestExample(new ResetPasswordRequest
            {
                Email = "siti@contoh.id", FlowId = RequestedExample.FlowId, Code = "123456", NewPassword = "perahu pagi di Derawan",
            })
            .ResponseExample(new MessageResponse("Kata sandi sudah diganti. Silakan masuk."));
    }

    /// <summary>The network that a request comes from, as codes know it.</summary>
    internal static string OriginOf(HttpContext context) => Caller.At(context.Connection.RemoteIpAddress).ToString();

    private static Task<IResult> RequestAsync(
        JsonBody<CodeRequest> body, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        SendCodeAsync(CodePurpose.SignIn, body, context, grains, cancellationToken);

    private static Task<IResult> ForgotPasswordAsync(
        JsonBody<CodeRequest> body, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        SendCodeAsync(CodePurpose.ResetPassword, body, context, grains, cancellationToken);

    private static async Task<IResult> ResetPasswordAsync(
        JsonBody<ResetPasswordRequest> body, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var shown = body.Value;
        var reset = await grains.GetGrain<IOneTimeCodeGrain>("0").ResetPasswordAsync(
            new ResetPassword(shown.Email, shown.Phone, shown.FlowId, shown.Code, shown.NewPassword, OriginOf(context)), cancellationToken);
        return reset.IsSuccess
            ? TypedResults.Ok(new MessageResponse(Languages.Choose(
                context, "Kata sandi sudah diganti. Silakan masuk.", "The password is changed. Please sign in.")))
            : reset.Error.ToHttp();
    }

    private static async Task<IResult> SendCodeAsync(
        CodePurpose purpose, JsonBody<CodeRequest> body, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var requested = await grains.GetGrain<IOneTimeCodeGrain>("0").RequestAsync(
            new RequestCode(purpose, body.Value.Email, body.Value.Phone, Languages.Tag(Languages.Of(context.Request)), OriginOf(context)), cancellationToken);
        return requested.ToHttp(static one => (IResult)TypedResults.Accepted((string?)null, CodeRequestedResponse.Of(one)));
    }

    private static async Task<IResult> SignInAsync(
        JsonBody<CodeRedemption> body, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var shown = body.Value;
        var proven = await grains.GetGrain<IOneTimeCodeGrain>("0")
            .SignInAsync(new RedeemCode(shown.Email, shown.Phone, shown.FlowId, shown.Code, OriginOf(context)), cancellationToken);
        return proven.IsSuccess
            ? await SignInAnswers.IssueAsync(context, grains, proven.Value, [SignInMethods.OneTimeCode], passkeyId: null, cancellationToken)
            : proven.Error.ToHttp();
    }
}

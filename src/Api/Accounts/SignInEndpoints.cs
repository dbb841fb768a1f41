using Nusaloka.Accounts;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Api.Http;
using Nusaloka.Api.RateLimits;

namespace Nusaloka.Api.Accounts;

/// <summary>Registering and signing in: the routes that need no token.</summary>
public static class SignInEndpoints
{
    private const int MaxBodyBytes = 4_096;
    private const string ExampleId = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e";

    /// <summary>What a login of any sort answers.</summary>
    internal static readonly LoginResponse LoginExample = new(
        "eyJhbGciOiJFUzI1NiIs…", "nrt_AZmgwltefDqdUQ9rHyw9Tg…", "Bearer", 900, new UserResponse(ExampleId, "Siti Rahayu", "siti@contoh.id", null));

    /// <summary>Adds /auth/*.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/auth").AllowAnonymous().WithTags("Sign-in");
        group.MapPost("/register", RegisterAsync).WithName("register")
            .WithSummary("Open an account")
            .WithDescription("Needs a name, a password, and an e-mail address or a phone number. Opens the wallet too.")
            .RequireRateLimit(Limits.Register).MaxBody(MaxBodyBytes)
            .Produces<UserWithBalanceResponse>(201).Refuses(409, 422, 503)
            .RequestExample(new RegisterRequest { FullName = "Siti Rahayu", Email = "siti@contoh.id", Password = "kereta malam ke Malang" })
            .ResponseExample(new UserWithBalanceResponse(ExampleId, "Siti Rahayu", "siti@contoh.id", null, 0));
        group.MapPost("/login", LoginAsync).WithName("login")
            .WithSummary("Sign in").WithDescription("An unknown person and a wrong password get the same answer.")
            .RequireRateLimit(Limits.Login).SlowDownGuessing().MaxBody(MaxBodyBytes)
            .Produces<LoginResponse>().Refuses(401, 403, 409, 503)
            .RequestExample(new LoginRequest { Email = "siti@contoh.id", Password = "kereta malam ke Malang" })
            .ResponseExample(LoginExample);
        group.MapPost("/refresh", RefreshAsync).WithName("refresh")
            .WithSummary("Get new tokens")
            .WithDescription(
                "Each refresh token is good once. When the answer is lost, ask again with the same one: as long as the new one was not used, "
                + "there is an answer again, and then only its token counts. One that was used up longer ago ends the session, since somebody must have copied it.")
            .RequireRateLimit(Limits.Refresh).MaxBody(MaxBodyBytes)
            .Produces<LoginResponse>().Refuses(401, 503)
            .RequestExample(new RefreshRequest { RefreshToken = LoginExample.RefreshToken }).ResponseExample(LoginExample);
        group.MapPost("/service-token", ServiceTokenAsync).WithName("create_service_token")
            .WithSummary("Sign a program in").WithDescription("The answer's token goes into the header X-Service-Token.")
            .RequireRateLimit(Limits.Login).MaxBody(MaxBodyBytes)
            .Produces<ServiceTokenResponse>().Refuses(401, 503)
            .RequestExample(new ServiceTokenRequest { ClientId = "reports", ClientSecret = "…" })
            .ResponseExample(new ServiceTokenResponse("eyJhbGciOiJFUzI1NiIs…", "Service", 900));
    }

    private static async Task<IResult> RegisterAsync(
        JsonBody<RegisterRequest> body, HttpContext context, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var request = body.Value;
        var source = new RegistrationSource(context.Connection.RemoteIpAddress?.ToString(), request.DeviceId);
        var command = new RegisterAccount(
            request.FullName, request.Email, request.Phone, request.Password, ReferralCode: request.ReferralCode, Source: source);
        return await AccountRegistration.RegisterAsync(
            command, account => UserWithBalanceResponse.Of(account, Money.Rupiah(0)), grains, clock, cancellationToken);
    }

    private static async Task<IResult> LoginAsync(
        JsonBody<LoginRequest> body, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var request = body.Value;
        var proven = await grains.GetGrain<ISignInGrain>("0")
            .VerifyAsync(new SignIn(request.Email, request.Phone, request.Password), cancellationToken);
        return proven.IsSuccess
            ? await SignInAnswers.IssueAsync(context, grains, proven.Value, [SignInMethods.Password], passkeyId: null, cancellationToken)
            : proven.Error.ToHttp();
    }

    private static async Task<IResult> RefreshAsync(JsonBody<RefreshRequest> body, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!RefreshToken.TryParse(body.Value.RefreshToken, out var token))
            return SessionErrors.RefreshTokenInvalid.ToHttp();

        var tokens = await grains.GetGrain<ISessionsGrain>(token.AccountId).RefreshAsync(body.Value.RefreshToken, cancellationToken);
        return tokens.ToHttp(LoginResponse.Of);
    }

    private static async Task<IResult> ServiceTokenAsync(
        JsonBody<ServiceTokenRequest> body, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var request = body.Value;
        var token = await grains.GetGrain<ISignInGrain>("0")
            .SignInServiceAsync(new SignInService(request.ClientId, request.ClientSecret), cancellationToken);
        return token.ToHttp(one => new ServiceTokenResponse(one.Value, "Service", one.ExpiresInSeconds));
    }
}

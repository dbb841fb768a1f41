using Nusaloka.Accounts;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Accounts;

/// <summary>Registering and signing in: the routes that need no token.</summary>
public static class SignInEndpoints
{
    private const string ExampleId = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e";

    private static readonly UserResponse ExampleUser = new(ExampleId, "Siti Rahayu", "siti@contoh.id", null);

    /// <summary>Adds /auth/*.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/auth").AllowAnonymous().WithTags("Sign-in");
        group.MapPost("/register", RegisterAsync).WithName("register")
            .WithSummary("Open an account")
            .WithDescription("Needs a name, a password, and an e-mail address or a phone number. Opens the wallet too.")
            .Produces<UserWithBalanceResponse>(201).Refuses(409, 503)
            .RequestExample(new RegisterRequest { FullName = "Siti Rahayu", Email = "siti@contoh.id", Password = "kereta malam ke Malang" })
            .ResponseExample(new UserWithBalanceResponse(ExampleId, "Siti Rahayu", "siti@contoh.id", null, 0));
        group.MapPost("/login", LoginAsync).WithName("login")
            .WithSummary("Sign in").WithDescription("An unknown person and a wrong password get the same answer.")
            .Produces<LoginResponse>().Refuses(401, 503)
            .RequestExample(new LoginRequest { Email = "siti@contoh.id", Password = "kereta malam ke Malang" })
            .ResponseExample(new LoginResponse("eyJhbGciOiJFUzI1NiIs…", "Bearer", 900, ExampleUser));
        group.MapPost("/service-token", ServiceTokenAsync).WithName("create_service_token")
            .WithSummary("Sign a program in").WithDescription("The answer's token goes into the header X-Service-Token.")
            .Produces<ServiceTokenResponse>().Refuses(401, 503)
            .RequestExample(new ServiceTokenRequest { ClientId = "reports", ClientSecret = "…" })
            .ResponseExample(new ServiceTokenResponse("eyJhbGciOiJFUzI1NiIs…", "Service", 900));
    }

    private static async Task<IResult> RegisterAsync(
        JsonBody<RegisterRequest> body, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var request = body.Value;
        var command = new RegisterAccount(request.FullName, request.Email, request.Phone, request.Password);
        return await AccountRegistration.RegisterAsync(
            command, account => UserWithBalanceResponse.Of(account, Money.Rupiah(0)), grains, clock, cancellationToken);
    }

    private static async Task<IResult> LoginAsync(JsonBody<LoginRequest> body, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var request = body.Value;
        var signedIn = await grains.GetGrain<ISignInGrain>("0")
            .SignInAsync(new SignIn(request.Email, request.Phone, request.Password), cancellationToken);
        return signedIn.ToHttp(one => new LoginResponse(
            one.Token.Value, "Bearer", one.Token.ExpiresInSeconds, UserResponse.Of(one.Account)));
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

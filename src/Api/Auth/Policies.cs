using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Nusaloka.Accounts;
using Nusaloka.Api.Auth.Programs;
using Nusaloka.Api.Auth.Revocations;
using Nusaloka.Api.Realtime;

namespace Nusaloka.Api.Auth;

/// <summary>
/// Who may call what, in one place. A route without a policy of its own needs a signed-in caller: forgetting it closes a route,
/// it does not open it. Programs need, beside what a policy says of them,
/// one of their scopes for each route (<see cref="ProgramScopeMiddleware"/>).
/// </summary>
public static class Policies
{
    /// <summary>
    /// Everybody, signed in or not; a token that comes along must be good, so that whoever takes themselves for signed in hears that they are not. Endpoints ask
    /// for the caller by <see cref="CallerClaims.IdOrNobody"/>.
    /// </summary>
    public const string Everybody = "everybody";

    /// <summary>Any signed-in person; programs have no account of their own.</summary>
    public const string Person = "person";

    /// <summary>The person whose account id is in the route as <c>user_id</c> or <c>id</c>, or staff.</summary>
    public const string OwnerOrStaff = "owner_or_staff";

    /// <summary>The person whose account id is in the route, or an admin, or a program of ours: officers look, they do not change people.</summary>
    public const string OwnerOrAdmin = "owner_or_admin";

    /// <summary>Staff: officers, admins and programs of ours.</summary>
    public const string StaffOnly = "staff";

    /// <summary>Officers and admins: people, no programs.</summary>
    public const string OfficerOnly = "officer";

    /// <summary>Admins: people, no programs.</summary>
    public const string AdminOnly = "admin";

    /// <summary>Programs of ours.</summary>
    public const string ServiceOnly = "service";

    /// <summary>The roles that may read and act on other people's records.</summary>
    public static readonly IReadOnlyList<Role> Staff = [Role.Officer, Role.Admin, Role.Service];

    private static readonly string[] People =
        [.. Enum.GetValues<Role>().Where(role => role != Role.Service).Select(CallerClaims.NameOf)];

    /// <summary>Registers authentication and all policies.</summary>
    public static void AddNusalokaAuth(this IServiceCollection services)
    {
        services.AddSingleton<IPublicKeySource, GrainPublicKeySource>();
        services.AddSingleton<SigningKeyCache>();
        services.AddSingleton<TokenVerifier>();
        services.AddSingleton(provider => new VerifiedTokenCache(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<RevokedSessions>();
        services.AddSingleton<ISessionSource, GrainSessionSource>();
        services.AddSingleton<RevocationCheck>();
        services.AddSingleton<RevocationFeed>();
        services.AddSingleton<IProgramSource, GrainProgramSource>();
        services.AddSingleton<ProgramCheck>();
        services.AddSingleton<TokenAuthenticator>();
        services.AddSingleton<SocketTickets>();
        services.AddHostedService(static provider => provider.GetRequiredService<RevocationFeed>());
        // Not AddAuthentication: it adds data protection, which nothing here needs, and that writes a key into the user's home folder.
        services.AddAuthenticationCore(options => options.DefaultScheme = AccessTokenHandler.SchemeName);
        services.AddWebEncoders();
        new AuthenticationBuilder(services)
            .AddScheme<AuthenticationSchemeOptions, AccessTokenHandler>(AccessTokenHandler.SchemeName, null);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, SignInPageHandler>();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Everybody, policy => policy.RequireAssertion(HasNoBadTokenAsync))
            .AddPolicy(Person, policy => policy.RequireRole(People))
            .AddPolicy(ServiceOnly, policy => policy.RequireRole(CallerClaims.NameOf(Role.Service)))
            .AddPolicy(OfficerOnly, policy => policy.RequireRole(CallerClaims.NameOf(Role.Officer), CallerClaims.NameOf(Role.Admin)))
            .AddPolicy(AdminOnly, policy => policy.RequireRole(CallerClaims.NameOf(Role.Admin)))
            .AddPolicy(StaffOnly, policy => policy.RequireAssertion(context => context.User.IsStaff()))
            .AddPolicy(OwnerOrStaff, policy => policy.RequireAuthenticatedUser()
                .RequireAssertion(context => context.User.IsStaff() || IsOwner(context)))
            .AddPolicy(OwnerOrAdmin, policy => policy.RequireAuthenticatedUser()
                .RequireAssertion(context => context.User.Is(Role.Admin) || context.User.Is(Role.Service) || IsOwner(context)));
    }

    // What the scheme found out is asked once for each request, however often it is asked.
    private static async Task<bool> HasNoBadTokenAsync(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext http && (await http.AuthenticateAsync()).Failure is null;

    // Also asked about anonymous callers: every requirement of a policy is, whatever the others say.
    private static bool IsOwner(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext http
        && (http.GetRouteValue("user_id") ?? http.GetRouteValue("id")) is string owner
        && owner == context.User.FindFirst(CallerClaims.Subject)?.Value;
}

using System.Security.Claims;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Programs;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Api.Accounts.Sessions;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Programs;
using Nusaloka.Api.Auth.Revocations;
using Nusaloka.Api.Http;
using Nusaloka.Api.Privacy;

namespace Nusaloka.Api.Accounts;

/// <summary>Who may use an account and as what, for admins, and what happened to its security.</summary>
public static class UserAccessEndpoints
{
    private const string ExampleId = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e";

    private static readonly DateTimeOffset ExampleTime = new(2026, 1, 6, 0, 30, 0, TimeSpan.Zero);
    private static readonly UserAccessResponse Example = new(ExampleId, Role.Seller, UserStatus.Active, null, null);
    private static readonly UserAccessResponse ExampleBanned = new(ExampleId, Role.User, UserStatus.Banned, ExampleTime, "penipuan berulang");

    private static readonly SecurityEventsResponse ExampleEvents = new(
        [new(ExampleId, "session.reuse_detected", "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4f", "reused: Chrome, Android", null, ExampleTime)], null);

    /// <summary>Adds /users/{id}/access, /role, /ban, /unban and /security-events.</summary>
    public static void MapUserAccess(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/users/{id}").RequireAuthorization(Policies.AdminOnly).WithTags("Users");
        group.MapGet("/access", GetAsync).RecordsReads("access").WithName("get_user_access")
            .WithSummary("Read a user's role and status").WithDescription("For admins.")
            .Produces<UserAccessResponse>().Refuses(404).ResponseExample(ExampleBanned);
        group.MapPut("/role", SetRoleAsync).AddEndpointFilter<RecentSignInFilter>().AddEndpointFilter<EndsSessionsFilter>()
            .WithName("set_user_role")
            .WithSummary("Give a user another role")
            .WithDescription("Takes effect at once: the user's tokens are refused, and they sign in anew. Nobody changes their own, and the last admin who can sign in stays one. Needs a sign-in of the last 15 minutes.")
            .Produces<UserAccessResponse>().Refuses(403, 404, 409).RequestExample(new SetRoleRequest { Role = Role.Seller }).ResponseExample(Example);
        group.MapPost("/ban", BanAsync).AddEndpointFilter<RecentSignInFilter>().AddEndpointFilter<EndsSessionsFilter>()
            .WithName("ban_user")
            .WithSummary("Shut a user's account")
            .WithDescription("Takes effect at once: the user's tokens are refused, and they cannot sign in. Their money stays theirs. The last admin who can sign in is not shut out. Needs a sign-in of the last 15 minutes.")
            .Produces<UserAccessResponse>().Refuses(403, 404, 409).RequestExample(new BanRequest { Reason = "penipuan berulang" }).ResponseExample(ExampleBanned);
        group.MapPost("/unban", UnbanAsync).AddEndpointFilter<RecentSignInFilter>().WithName("unban_user")
            .WithSummary("Open a user's account again").WithDescription("They sign in anew. Needs a sign-in of the last 15 minutes.")
            .Produces<UserAccessResponse>().Refuses(403, 404, 409).ResponseExample(Example);
        routes.MapGet("/users/{id}/security-events", ListEventsAsync).RequireAuthorization(Policies.OwnerOrStaff).ForPrograms(ProgramScopes.Accounts).WithTags("Users")
            .RecordsReads("security").WithName("list_security_events")
            .WithSummary("List what happened to an account's security").WithDescription("One's own, or any for staff. Newest first.")
            .Produces<SecurityEventsResponse>().ResponseExample(ExampleEvents);
    }

    private static async Task<IResult> GetAsync(string id, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var standing = await grains.GetGrain<IAccountGrain>(id).GetStandingAsync(cancellationToken);
        return standing.ToHttp(UserAccessResponse.Of);
    }

    private static Task<IResult> SetRoleAsync(
        string id, JsonBody<SetRoleRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        ChangeAsync(id, caller, grains, account => account.SetRoleAsync(new SetRole(body.Value.Role, caller.Id()), cancellationToken));

    private static Task<IResult> BanAsync(
        string id, JsonBody<BanRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        ChangeAsync(id, caller, grains, account => account.BanAsync(new BanAccount(body.Value.Reason, caller.Id()), cancellationToken));

    private static Task<IResult> UnbanAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        ChangeAsync(id, caller, grains, account => account.UnbanAsync(caller.Id(), cancellationToken));

    // Nobody shuts themselves out, or makes themselves what they are not: a second person decides.
    private static async Task<IResult> ChangeAsync(
        string id, ClaimsPrincipal caller, IGrainFactory grains, Func<IAccountGrain, Task<Result<AccountStanding>>> change) => id == caller.Id()
        ? AccountErrors.OwnAccess.ToHttp()
        : (await change(grains.GetGrain<IAccountGrain>(id))).ToHttp(UserAccessResponse.Of);

    private static async Task<IResult> ListEventsAsync(
        string id, PageParameters page, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var events = await grains.GetGrain<ISecurityEventQueryGrain>("0").ListAsync(id, page.Page, cancellationToken);
        return events.ToHttp(static found => new SecurityEventsResponse([.. found.Items.Select(SecurityEventResponse.Of)], found.NextCursor));
    }
}

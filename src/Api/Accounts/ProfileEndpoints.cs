using System.Security.Claims;
using Nusaloka.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Accounts;

/// <summary>A person's own account.</summary>
public static class ProfileEndpoints
{
    private static readonly ProfileResponse Example = new(
        "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e", "Siti Rahayu", "siti@contoh.id", "+6281234567890", Role.User,
        new DateTimeOffset(2026, 1, 6, 0, 30, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 6, 0, 30, 0, TimeSpan.Zero));

    /// <summary>Adds /account/profile.</summary>
    public static void MapProfile(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/account/profile").RequireAuthorization(Policies.Person).WithTags("Accounts");
        group.MapGet("", GetAsync).WithName("get_profile")
            .WithSummary("Read one's own profile").WithDescription("The ETag names the version, for If-Match on the update.")
            .Produces<ProfileResponse>().Refuses(404).ResponseExample(Example);
        group.MapPut("", UpdateAsync).WithName("update_profile")
            .WithSummary("Change one's own profile")
            .WithDescription("With If-Match it is refused with 412 when the profile changed in between.")
            .Produces<ProfileResponse>().Refuses(404, 412)
            .RequestExample(new UpdateUserRequest { FullName = "Siti Rahayu Putri" }).ResponseExample(Example);
    }

    private static async Task<IResult> GetAsync(
        ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var account = await grains.GetGrain<IAccountGrain>(caller.Id()).GetAsync(cancellationToken);
        return account.ToHttp(one => AccountAnswers.Versioned(context, one, ProfileResponse.Of(one)));
    }

    private static async Task<IResult> UpdateAsync(
        JsonBody<UpdateUserRequest> body, IfMatch ifMatch, ClaimsPrincipal caller, HttpContext context,
        IGrainFactory grains, CancellationToken cancellationToken)
    {
        var account = await grains.GetGrain<IAccountGrain>(caller.Id())
            .UpdateProfileAsync(new UpdateProfile(body.Value.FullName, ifMatch.ExpectedVersion), cancellationToken);
        return account.ToHttp(one => AccountAnswers.Versioned(context, one, ProfileResponse.Of(one)));
    }
}

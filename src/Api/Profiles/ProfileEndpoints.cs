using System.Security.Claims;
using Nusaloka.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Profiles;

namespace Nusaloka.Api.Profiles;

/// <summary>A person's own profile, and what everybody sees of others.</summary>
public static class ProfileEndpoints
{
    /// <summary>Adds /account/profile, which is also at /users/profile, and /people/{id}.</summary>
    public static void MapProfile(this IEndpointRouteBuilder routes)
    {
        Map(routes, "/account/profile", "");
        Map(routes, "/users/profile", "_as_user");
        routes.MapGet("/people/{id}", GetPersonAsync).RequireAuthorization(Policies.Person).WithTags("Accounts").WithName("get_person")
            .WithSummary("Read what everybody sees of a person")
            .WithDescription("Name, picture, a few words, whether the identity is verified, and since which month. Nothing by which somebody could be reached.")
            .Produces<PersonResponse>().Refuses(404).ResponseExample(ProfileExamples.Person);
    }

    private static void Map(IEndpointRouteBuilder routes, string path, string suffix)
    {
        var group = routes.MapGroup(path).RequireAuthorization(Policies.Person).WithTags("Accounts");
        group.MapGet("", GetAsync).WithName("get_profile" + suffix)
            .WithSummary("Read one's own profile").WithDescription("The ETag names the version, for If-Match on the update.")
            .Produces<ProfileResponse>().Refuses(404).ResponseExample(ProfileExamples.Profile);
        group.MapPut("", ChangeAsync).WithName("update_profile" + suffix)
            .WithSummary("Change one's own profile")
            .WithDescription("What is not there stays as it is. With If-Match it is refused with 412 when the profile changed in between.")
            .Produces<ProfileResponse>().Refuses(404, 412)
            .RequestExample(ProfileExamples.Change).ResponseExample(ProfileExamples.Profile);
    }

    private static async Task<IResult> GetAsync(
        ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await grains.GetGrain<IProfileGrain>(caller.Id()).GetAsync(cancellationToken)).ToHttp(profile => Versioned(context, profile));

    private static async Task<IResult> ChangeAsync(
        JsonBody<ChangeProfileRequest> body, IfMatch ifMatch, ClaimsPrincipal caller, HttpContext context,
        IGrainFactory grains, CancellationToken cancellationToken)
    {
        var request = body.Value;
        var profile = await grains.GetGrain<IProfileGrain>(caller.Id()).ChangeAsync(
            new ChangeProfile(request.FullName, request.Photo, request.Bio, request.Preferences?.ToPreferences(), ifMatch.ExpectedVersion),
            cancellationToken);
        return profile.ToHttp(one => Versioned(context, one));
    }

    private static async Task<IResult> GetPersonAsync(string id, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(id, "D", out var accountId))
            return AccountErrors.NotFound.ToHttp();
        var person = await grains.GetGrain<IProfileGrain>(accountId.ToString()).GetPublicAsync(cancellationToken);
        return person.ToHttp(PersonResponse.Of);
    }

    private static IResult Versioned(HttpContext context, Profile profile) =>
        IfMatch.Versioned(context, profile.Version, ProfileResponse.Of(profile));
}

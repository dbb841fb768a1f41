using System.Security.Claims;
using Microsoft.Net.Http.Headers;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Programs;
using Nusaloka.Api.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Programs;
using Nusaloka.Api.Auth.Revocations;
using Nusaloka.Api.Http;
using Nusaloka.Api.RateLimits;
using Nusaloka.Privacy;
using Nusaloka.Profiles;

namespace Nusaloka.Api.Privacy;

/// <summary>What people may ask about their own data: a copy, who read it, and that it is forgotten.</summary>
public static class PrivacyEndpoints
{
    private static readonly ReadResponse ExampleRead = new(
        "0199a0c2-6c11-7d20-8a41-2b3c4d5e6f70", Role.Officer, "identity", new DateTimeOffset(2026, 1, 6, 0, 30, 0, TimeSpan.Zero));

    /// <summary>Adds /account, /account/export and /users/{id}/reads.</summary>
    public static void MapPrivacy(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/account").RequireAuthorization(Policies.Person).WithTags("Accounts");
        own.MapGet("/export", ExportAsync).WithName("export_account").WithSummary("Download all one's data")
            .WithDescription("One JSON document with everything that we keep about the caller, whole: also what is masked elsewhere, without what is somebody else's, and without keys and secrets. It is written while it is read; one that breaks off is not whole. Needs a sign-in of the last 15 minutes.")
            .RequireRateLimit(Limits.Export).AddEndpointFilter<RecentSignInFilter>()
            .Produces<ExportResponse>().Refuses(403, 404).ResponseExample(ExportResponse.Example);
        own.MapDelete("", (ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
                UserEndpoints.CloseAsync(caller.Id(), context, grains, cancellationToken))
            .AddEndpointFilter<RecentSignInFilter>().AddEndpointFilter<EndsSessionsFilter>().WithName("delete_account").WithSummary("Close one's own account")
            .WithDescription("Erases personal data and frees e-mail and phone. The wallet must be empty, and no payment, withdrawal or hold open. Needs a sign-in of the last 15 minutes.")
            .Produces<MessageResponse>().Refuses(403, 404, 409).ResponseExample(new MessageResponse("Akun sudah ditutup."));
        routes.MapGet("/users/{id}/reads", ReadsAsync).RequireAuthorization(Policies.OwnerOrAdmin).ForPrograms(ProgramScopes.Accounts).WithTags("Users").WithName("list_reads")
            .WithSummary("List who has read a person's data").WithDescription("Staff and programs, newest first. For that person, admins and programs.")
            .Produces<ReadsResponse>().ResponseExample(new ReadsResponse([ExampleRead], null));
    }

    private static async Task<IResult> ExportAsync(
        ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        // A refusal is answered as such, before anything of the document is sent.
        var profile = await grains.GetGrain<IProfileGrain>(caller.Id()).GetAsync(cancellationToken);
        if (!profile.IsSuccess)
            return profile.Error.ToHttp();

        context.Response.ContentType = "application/json";
        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = "nusaloka-data.json" }.ToString();
        await new ExportWriter(grains, caller.Id(), caller.SessionId()).WriteAsync(context.Response.BodyWriter, clock.GetUtcNow(), cancellationToken);
        return TypedResults.Empty;
    }

    private static async Task<IResult> ReadsAsync(string id, PageParameters page, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var reads = await grains.GetGrain<ISensitiveReadGrain>("0").ListAsync(id, page.Page, cancellationToken);
        return reads.ToHttp(static found => new ReadsResponse([.. found.Items.Select(ReadResponse.Of)], found.NextCursor));
    }
}

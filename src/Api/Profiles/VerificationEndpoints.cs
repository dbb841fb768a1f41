using System.Security.Claims;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Api.Privacy;
using Nusaloka.Profiles;

namespace Nusaloka.Api.Profiles;

/// <summary>The check of who a person is: they ask, an officer decides.</summary>
public static class VerificationEndpoints
{
    /// <summary>Adds /account/verification, /users/{id}/verification and /verifications.</summary>
    public static void MapVerification(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/account/verification").RequireAuthorization(Policies.Person).WithTags("Accounts");
        own.MapGet("", GetOwnAsync).WithName("get_own_verification").WithSummary("Read how far the check of one's identity is")
            .WithDescription("The document's number is masked but for the last four characters.")
            .Produces<VerificationResponse>().Refuses(404).ResponseExample(ProfileExamples.Verification);
        own.MapPost("", RequestAsync).WithName("request_verification").WithSummary("Ask for one's identity to be checked")
            .WithDescription("Until it is decided it may be asked for again with other data. A verified identity raises the limits of the wallet.")
            .Produces<VerificationResponse>().Refuses(404, 409)
            .RequestExample(ProfileExamples.RequestVerification).ResponseExample(ProfileExamples.Verification);

        var office = routes.MapGroup("/users/{id}/verification").RequireAuthorization(Policies.OfficerOnly).WithTags("Users").RecordsReads("identity");
        office.MapGet("", GetAsync).WithName("get_verification").WithSummary("Read a person's identity")
            .WithDescription("For officers; who has read it is recorded. The document's number is masked but for the last four characters.")
            .Produces<VerificationResponse>().Refuses(404).ResponseExample(ProfileExamples.Verification);
        office.MapPost("/decide", DecideAsync).WithName("decide_verification").WithSummary("Decide about a person's identity")
            .WithDescription("The wallet gets the limits of its tier. A verified identity can be rejected later. Not about oneself.")
            .Produces<VerificationResponse>().Refuses(404, 409)
            .RequestExample(new DecideVerificationRequest { Decision = VerificationDecision.Rejected, Reason = "Nama tidak sama dengan KTP." })
            .ResponseExample(ProfileExamples.Verification with
            {
                Status = VerificationStatus.Rejected, Reason = "Nama tidak sama dengan KTP.", DecidedAt = ProfileExamples.At.AddDays(1),
            });

        routes.MapGet("/verifications", ListAsync).RequireAuthorization(Policies.OfficerOnly).WithTags("Users").WithName("list_verifications")
            .WithSummary("List identities that wait to be checked").WithDescription("The longest waiting first; with status verified or rejected those decided.")
            .WithMetadata(new DocumentedParameter("status", false, "`pending`, `verified` or `rejected`; without it those that wait.", "pending"))
            .Produces<VerificationsResponse>()
            .ResponseExample(new VerificationsResponse(
                [new(ProfileExamples.Verification.UserId, VerificationStatus.Pending, ProfileExamples.At)], null));
    }

    private static Task<IResult> GetOwnAsync(ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        GetAsync(caller.Id(), grains, cancellationToken);

    private static async Task<IResult> GetAsync(string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await grains.GetGrain<IProfileGrain>(id).GetVerificationAsync(cancellationToken)).ToHttp(VerificationResponse.Of);

    private static async Task<IResult> RequestAsync(
        JsonBody<RequestVerificationRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var request = body.Value;
        var verification = await grains.GetGrain<IProfileGrain>(caller.Id()).RequestVerificationAsync(
            new RequestVerification(request.LegalName, request.Document, request.DocumentNumber), cancellationToken);
        return verification.ToHttp(VerificationResponse.Of);
    }

    private static async Task<IResult> DecideAsync(
        string id, JsonBody<DecideVerificationRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var decided = await grains.GetGrain<IProfileGrain>(id).DecideVerificationAsync(
            new DecideVerification(body.Value.Decision == VerificationDecision.Verified, body.Value.Reason ?? "", caller.Id()), cancellationToken);
        return decided.ToHttp(VerificationResponse.Of);
    }

    private static async Task<IResult> ListAsync(
        PageParameters page, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var status = request.Query["status"].ToString() switch
        {
            "" or "pending" => VerificationStatus.Pending,
            "verified" => VerificationStatus.Verified,
            "rejected" => VerificationStatus.Rejected,
            _ => throw RequestRejectedException.Invalid("status", "not_allowed", "status must be pending, verified or rejected."),
        };
        var found = await grains.GetGrain<IVerificationQueueGrain>("0").ListAsync(status, page.Page, cancellationToken);
        return found.ToHttp(static queue => new VerificationsResponse(
            [.. queue.Items.Select(static one => new QueuedVerificationResponse(one.AccountId, one.Status, one.RequestedAt))], queue.NextCursor));
    }
}

using System.Security.Claims;
using Nusaloka.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Revocations;
using Nusaloka.Api.Http;
using Nusaloka.Api.RateLimits;
using Nusaloka.Codes;

namespace Nusaloka.Api.Codes;

/// <summary>What a signed-in person signs in with: to prove it, to change it, to add a second.</summary>
public static class IdentifierEndpoints
{
    private static readonly IdentifiersResponse Example = new(
    [
        new IdentifierResponse(IdentifierKind.Email, "siti@contoh.id", Verified: true),
        new IdentifierResponse(IdentifierKind.Phone, "+6281234567890", Verified: false),
    ]);

    /// <summary>Adds /account/identifiers.</summary>
    public static void MapIdentifiers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/account/identifiers").RequireAuthorization(Policies.Person).WithTags("Accounts");
        group.MapGet("", ListAsync).WithName("list_identifiers")
            .WithSummary("Read what one signs in with").WithDescription("The e-mail address and the phone number, and whether they were proven.")
            .Produces<IdentifiersResponse>().Refuses(404).ResponseExample(Example);
        group.MapPost("/change/request", RequestChangeAsync).RequireRateLimit(Limits.Codes).SlowDownGuessingOwn().WithName("request_identifier_change")
            .WithSummary("Send a code to a new e-mail address or phone number")
            .WithDescription(
                "For another one, or for a second one beside the first. Needs the password, or a sign-in within the last 15 minutes. "
                + "Whether the address or number is somebody else's is said only to who reads what is sent to it.")
            .Produces<CodeRequestedResponse>(202).Refuses(404, 429, 503)
            .RequestExample(new IdentifierChangeRequest { Phone = "081234567890", Password = "kereta malam ke Malang" })
            .ResponseExample(CodeEndpoints.RequestedExample);
        group.MapPost("/change", ChangeAsync).RequireRateLimit(Limits.Codes).AddEndpointFilter<EndsSessionsFilter>().WithName("change_identifier")
            .WithSummary("Use a new e-mail address or phone number")
            .WithDescription("With the code that went there. Where it replaces another, that one gets a notice with a code that takes the change back "
                + "(revert_identifier), is nobody else's for 7 days, and all other sessions end.")
            .Produces<IdentifiersResponse>().Refuses(404, 409, 422)
            .RequestExample(new CodeRedemption { Phone = "081234567890", FlowId = CodeEndpoints.RequestedExample.FlowId, Code = "123456" })
            .ResponseExample(Example);
        group.MapPost("/{kind}/verify/request", RequestProofAsync).RequireRateLimit(Limits.Codes).WithName("request_identifier_proof")
            .WithSummary("Send a code to one's own e-mail address or phone number").WithDescription("To prove that it is one's own. The kind is email or phone.")
            .Produces<CodeRequestedResponse>(202).Refuses(404, 429).ResponseExample(CodeEndpoints.RequestedExample);
        group.MapPost("/{kind}/verify", ProveAsync).RequireRateLimit(Limits.Codes).WithName("prove_identifier")
            .WithSummary("Prove that an e-mail address or phone number is one's own").WithDescription("With the code that went there. The kind is email or phone.")
            .Produces<IdentifiersResponse>().Refuses(404, 422)
            .RequestExample(new IdentifierProofRequest { FlowId = CodeEndpoints.RequestedExample.FlowId, Code = "123456" })
            .ResponseExample(Example);
    }

    private static async Task<IResult> ListAsync(ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var account = await grains.GetGrain<IAccountGrain>(caller.Id()).GetAsync(cancellationToken);
        return account.ToHttp(IdentifiersResponse.Of);
    }

    private static async Task<IResult> RequestProofAsync(
        string kind, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (KindOf(kind) is not { } known)
            return CodeErrors.IdentifierMissing.ToHttp();

        var requested = await Codes(grains).RequestProofAsync(caller.Id(), known, Languages.Tag(Languages.Of(context.Request)), cancellationToken);
        return Accepted(requested);
    }

    private static async Task<IResult> ProveAsync(
        string kind, JsonBody<IdentifierProofRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (KindOf(kind) is not { } known)
            return CodeErrors.IdentifierMissing.ToHttp();

        var account = await Codes(grains).ProveAsync(caller.Id(), known, body.Value.FlowId, body.Value.Code, cancellationToken);
        return account.ToHttp(IdentifiersResponse.Of);
    }

    private static async Task<IResult> RequestChangeAsync(
        JsonBody<IdentifierChangeRequest> body, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var asked = body.Value;
        var command = new RequestIdentifierChange(
            caller.Id(), asked.Email, asked.Phone, caller.SignedInWithin(CallerClaims.Recently, clock), asked.Password, Languages.Tag(Languages.Of(context.Request)));
        return Accepted(await Codes(grains).RequestChangeAsync(command, cancellationToken));
    }

    private static async Task<IResult> ChangeAsync(
        JsonBody<CodeRedemption> body, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var shown = body.Value;
        var account = await Codes(grains).ChangeAsync(
            caller.Id(), new RedeemCode(shown.Email, shown.Phone, shown.FlowId, shown.Code), caller.SessionId(),
            Languages.Tag(Languages.Of(context.Request)), cancellationToken);
        return account.ToHttp(IdentifiersResponse.Of);
    }

    private static IResult Accepted(Result<CodeRequested> requested) =>
        requested.ToHttp(static one => (IResult)TypedResults.Accepted((string?)null, CodeRequestedResponse.Of(one)));

    private static IdentifierKind? KindOf(string kind) => kind switch
    {
        "email" => IdentifierKind.Email,
        "phone" => IdentifierKind.Phone,
        _ => null,
    };

    private static IOneTimeCodeGrain Codes(IGrainFactory grains) => grains.GetGrain<IOneTimeCodeGrain>("0");
}

using System.Security.Claims;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Passkeys;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Revocations;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Accounts.Passkeys;

/// <summary>Passkeys: adding, listing, naming and deleting one's own.</summary>
public static class PasskeyEndpoints
{
    /// <summary>Adds /webauthn/register/* and /webauthn/passkeys/*.</summary>
    public static void MapPasskeys(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/webauthn").RequireAuthorization(Policies.Person).WithTags("Passkeys");
        group.MapPost("/register/begin", BeginAsync).AddEndpointFilter<RecentSignInFilter>().WithName("begin_passkey_registration").WithSummary("Begin to add a passkey")
            .WithDescription($"For navigator.credentials.create(). An account has at most {IPasskeysGrain.MaxPasskeys}. Needs a sign-in of the last 15 minutes.")
            .Produces<PasskeyCeremonyResponse>().Refuses(403, 404, 409).ResponseExample(PasskeyExamples.Creation);
        group.MapPost("/register/finish", FinishAsync).WithName("finish_passkey_registration").WithSummary("Add a passkey")
            .WithDescription("A ceremony is good once, for 5 minutes, for who began it. The person must have been verified by PIN, finger or face.")
            .Produces<PasskeyResponse>(201).Refuses(404, 409, 422)
            .RequestExample(PasskeyExamples.FinishRegistration).ResponseExample(PasskeyExamples.Passkey);
        group.MapGet("/passkeys", ListAsync).WithName("list_passkeys").WithSummary("List one's passkeys").WithDescription("Oldest first.")
            .Produces<PasskeysResponse>().ResponseExample(new PasskeysResponse([PasskeyExamples.Passkey], null));
        group.MapPut("/passkeys/{id}", RenameAsync).WithName("rename_passkey").WithSummary("Give a passkey another name")
            .WithDescription("One's own; others get the same 404 as for an id that is not there.")
            .Produces<PasskeyResponse>().Refuses(404)
            .RequestExample(new RenamePasskeyRequest { Name = "HP Siti" }).ResponseExample(PasskeyExamples.Passkey);
        group.MapDelete("/passkeys/{id}", DeleteAsync).AddEndpointFilter<RecentSignInFilter>().AddEndpointFilter<EndsSessionsFilter>()
            .WithName("delete_passkey").WithSummary("Delete a passkey")
            .WithDescription(
                "Refused with 409 when the account would have neither a password nor another passkey. Ends the person's other sessions. Needs a "
                + "sign-in of the last 15 minutes.")
            .Produces<MessageResponse>().Refuses(403, 404, 409).ResponseExample(new MessageResponse("Passkey sudah dihapus."));
    }

    private static async Task<IResult> BeginAsync(
        ClaimsPrincipal caller, HttpContext context, PasskeyCeremonies ceremonies, IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        var account = await grains.GetGrain<IAccountGrain>(caller.Id()).GetAsync(cancellationToken);
        if (!account.IsSuccess)
            return account.Error.ToHttp();

        var begun = await ceremonies.BeginRegistrationAsync(account.Value, context, cancellationToken);
        return begun.ToHttp(PasskeyCeremonyResponse.Of);
    }

    private static async Task<IResult> FinishAsync(
        JsonBody<FinishPasskeyRegistrationRequest> body, ClaimsPrincipal caller, HttpContext context, PasskeyCeremonies ceremonies,
        CancellationToken cancellationToken)
    {
        var request = body.Value;
        var added = await ceremonies.FinishRegistrationAsync(
            caller.Id(), request.CeremonyId, request.Credential, request.Name, context, cancellationToken);
        return added.ToHttp(static passkey => (IResult)TypedResults.Created($"/api/v1/webauthn/passkeys/{passkey.Id}", PasskeyResponse.Of(passkey)));
    }

    private static async Task<IResult> ListAsync(ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var passkeys = await grains.GetGrain<IPasskeysGrain>(caller.Id()).ListAsync(cancellationToken);
        return TypedResults.Ok(new PasskeysResponse([.. passkeys.Select(PasskeyResponse.Of)], null));
    }

    private static async Task<IResult> RenameAsync(
        string id, JsonBody<RenamePasskeyRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await grains.GetGrain<IPasskeysGrain>(caller.Id()).RenameAsync(id, body.Value.Name, cancellationToken)).ToHttp(PasskeyResponse.Of);

    private static async Task<IResult> DeleteAsync(
        string id, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var removed = await grains.GetGrain<IPasskeysGrain>(caller.Id()).RemoveAsync(id, caller.SessionId(), cancellationToken);
        return removed.IsSuccess
            ? TypedResults.Ok(new MessageResponse(Languages.Choose(context, "Passkey sudah dihapus.", "The passkey is deleted.")))
            : removed.Error.ToHttp();
    }
}

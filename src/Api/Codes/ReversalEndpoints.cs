using System.Security.Claims;
using Nusaloka.Accounts;
using Nusaloka.Api.Accounts.Passkeys;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Revocations;
using Nusaloka.Api.Http;
using Nusaloka.Api.RateLimits;
using Nusaloka.Codes;

namespace Nusaloka.Api.Codes;

/// <summary>Taking back changes of e-mail address or phone number that somebody else made, and objecting to that.</summary>
public static class ReversalEndpoints
{
    private static readonly DateTimeOffset ExampleTime = new(2026, 1, 6, 0, 30, 0, TimeSpan.Zero);

    private static readonly ReversalResponse Waiting = new(ReversalStatus.Waiting, ExampleTime, ExampleTime.AddDays(1));

    /// <summary>Adds /auth/revert-identifier, /account/identifiers/reversal, /identifier-reversals and /users/{id}/identifier-reversal/decide.</summary>
    public static void MapReversals(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/auth/revert-identifier", RevertAsync).AllowAnonymous().WithTags("Sign-in")
            .RequireRateLimit(Limits.Login).AddEndpointFilter<EndsSessionsFilter>().WithName("revert_identifier")
            .WithSummary("Take back a change of e-mail address or phone number")
            .WithDescription("With the code in the notice that the old address or number got, for 7 days, and a second proof from before the change: the password, "
                + "a passkey (a ceremony of login/begin), a sign-in code of the account's other address or number, or the code in the notice to that. Then it happens at once "
                + "(`done`): the old one is the account's again; password, passkeys and sessions end, and so do changes made after that one. Sign in by a code to the old one. "
                + "Without a second proof it happens a day later (202, `waiting`): the holder of the account is told everywhere and may object; then an officer decides (`contested`).")
            .Produces<ReversalResponse>().Produces<ReversalResponse>(202).Refuses(401, 403, 422, 503)
            .RequestExample(new RevertIdentifierRequest { Token = "AZmgwltefDqdUQ9rHyw9TgAAAALxDcJq9nyCJQ0TEC1JG4M2", Password = "kereta malam ke Malang" })
            .ResponseExample(Waiting with { Status = ReversalStatus.Done, DueAt = ExampleTime });

        var own = routes.MapGroup("/account/identifiers/reversal").RequireAuthorization(Policies.Person).WithTags("Accounts");
        own.MapGet("", GetAsync).WithName("get_reversal").WithSummary("Read whether somebody takes a change of one's address or number back")
            .WithDescription("404 when nobody has asked for it.").Produces<ReversalResponse>().Refuses(404).ResponseExample(Waiting);
        own.MapPost("/contest", ContestAsync).AddEndpointFilter<RecentSignInFilter>().WithName("contest_reversal")
            .WithSummary("Object to it").WithDescription("Then an officer decides, and nothing happens by itself. Needs a sign-in of the last 15 minutes.")
            .Produces<ReversalResponse>().Refuses(403, 404).ResponseExample(Waiting with { Status = ReversalStatus.Contested });

        routes.MapGet("/identifier-reversals", ListAsync).RequireAuthorization(Policies.OfficerOnly).WithTags("Users").WithName("list_identifier_reversals")
            .WithSummary("List changes of address or number that two people disagree about").WithDescription("The longest waiting first.")
            .Produces<ContestedReversalsResponse>()
            .ResponseExample(new ContestedReversalsResponse([new("0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e", ExampleTime)], null));
        routes.MapPost("/users/{id}/identifier-reversal/decide", DecideAsync).RequireAuthorization(Policies.OfficerOnly).AddEndpointFilter<RecentSignInFilter>()
            .AddEndpointFilter<EndsSessionsFilter>().WithTags("Users").WithName("decide_identifier_reversal")
            .WithSummary("Decide whether a change is taken back")
            .WithDescription("After the holder of the account has objected. Both sides are told. Not about oneself. Needs a sign-in of the last 15 minutes.")
            .Produces<ReversalResponse>().Refuses(403, 404, 409)
            .RequestExample(new DecideReversalRequest { Approve = true, Reason = "KTP dan riwayat pembayaran cocok dengan pemilik nomor lama." })
            .ResponseExample(Waiting with { Status = ReversalStatus.Done });
    }

    private static async Task<IResult> RevertAsync(
        JsonBody<RevertIdentifierRequest> body, HttpContext context, PasskeyCeremonies ceremonies, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var shown = body.Value;
        var command = new RevertChange(shown.Token, Languages.Tag(Languages.Of(context.Request)), shown.OtherToken, shown.Password);
        if (shown.Code is { } code)
            command = command with { Code = new RedeemCode(code.Email, code.Phone, code.FlowId, code.Code, CodeEndpoints.OriginOf(context)) };
        if (shown.Passkey is { } passkey)
        {
            var proven = await ceremonies.FinishSignInAsync(passkey.CeremonyId, passkey.Credential, context, cancellationToken);
            if (!proven.IsSuccess)
                return proven.Error.ToHttp();
            command = command with { PasskeyAccountId = proven.Value.Standing.Account.Id, PasskeyAddedAt = proven.Value.Passkey.CreatedAt };
        }

        var reverted = await grains.GetGrain<IOneTimeCodeGrain>("0").RevertChangeAsync(command, cancellationToken);
        return reverted.ToHttp(static one => one.Status == ReversalStatus.Done
            ? (IResult)TypedResults.Ok(ReversalResponse.Of(one))
            : TypedResults.Accepted((string?)null, ReversalResponse.Of(one)));
    }

    private static async Task<IResult> GetAsync(ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await Account(grains, caller.Id()).GetReversalAsync(cancellationToken)).ToHttp(ReversalResponse.Of);

    private static async Task<IResult> ContestAsync(ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await Account(grains, caller.Id()).ContestReversalAsync(cancellationToken)).ToHttp(ReversalResponse.Of);

    private static async Task<IResult> ListAsync(PageParameters page, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var found = await grains.GetGrain<IReversalQueueGrain>("0").ListAsync(page.Page, cancellationToken);
        return found.ToHttp(static queue => new ContestedReversalsResponse(
            [.. queue.Items.Select(static one => new ContestedReversalResponse(one.AccountId, one.AskedAt))], queue.NextCursor));
    }

    private static async Task<IResult> DecideAsync(
        string id, JsonBody<DecideReversalRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (id == caller.Id())
            return AccountErrors.OwnAccess.ToHttp();

        var decided = await Account(grains, id).DecideReversalAsync(new DecideReversal(body.Value.Approve, caller.Id(), body.Value.Reason), cancellationToken);
        return decided.ToHttp(ReversalResponse.Of);
    }

    private static IAccountGrain Account(IGrainFactory grains, string id) => grains.GetGrain<IAccountGrain>(id);
}

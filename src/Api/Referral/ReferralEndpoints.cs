using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Referral;

namespace Nusaloka.Api.Referral;

/// <summary>Inviting others: one's code, who joined by it, what it earned.</summary>
public static class ReferralEndpoints
{
    private static readonly DateTimeOffset At = new(2026, 1, 6, 0, 30, 0, TimeSpan.Zero);

    private static readonly ReferralResponse Example = new(
        "K7QM2XPA", 3, 2, 50_000, new ReferralTermsResponse(25_000, 25_000, 100_000, 20),
        new ReferralInvitationResponse(ReferralStatus.Joined, At, 25_000, 100_000, null));

    /// <summary>Adds /account/referral and /referral/leaderboard.</summary>
    public static void MapReferral(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/account/referral").RequireAuthorization(Policies.Person).WithTags("Referral");
        own.MapGet("", GetAsync).WithName("get_referral").WithSummary("Read one's referral code and what it earned")
            .WithDescription("The code is made when it is first asked for: eight letters and digits, none of which look alike, read in any case.")
            .Produces<ReferralResponse>().Refuses(404).ResponseExample(Example);
        own.MapPost("", JoinAsync).WithName("join_referral").WithSummary("Say by whose code one came")
            .WithDescription("For who did not do so when registering: within days, before the first payment, and only by the code of somebody who was here before.")
            .Produces<ReferralResponse>().Refuses(404, 409, 422)
            .RequestExample(new JoinReferralRequest { Code = "k7qm-2xpa" }).ResponseExample(Example);
        own.MapGet("/joined", JoinedAsync).WithName("list_joined").WithSummary("List who joined by one's code")
            .WithDescription("By initials only, newest first.")
            .Produces<JoinedPeopleResponse>()
            .ResponseExample(new JoinedPeopleResponse([new JoinedPersonResponse("B.S.", ReferralStatus.Rewarded, At, 25_000)], null));
        own.MapGet("/rewards", RewardsAsync).WithName("list_referral_rewards").WithSummary("List one's rewards")
            .WithDescription("For inviting and for being invited, newest first. Each is a transaction of type reward.")
            .Produces<ReferralRewardsResponse>()
            .ResponseExample(new ReferralRewardsResponse([new ReferralRewardResponse("6f0a4b9e-13c5-8d2f-a7b1-5c2d9e8f7a60", true, 25_000, At)], null));
        routes.MapGet("/referral/leaderboard", LeaderboardAsync).RequireAuthorization(Policies.Person).WithTags("Referral")
            .WithName("get_referral_leaderboard").WithSummary("Read who has invited most in a month")
            .WithDescription("By initials only, at most 20. Months are those of western Indonesian time; without one the current month.")
            .Produces<ReferralLeaderboardResponse>()
            .ResponseExample(new ReferralLeaderboardResponse("2026-01", [new ReferralLeaderResponse(1, "S.R.", 12, false)]));
    }

    private static async Task<IResult> GetAsync(ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        await AnswerAsync(await Grain(caller, grains).GetAsync(cancellationToken), caller, grains, cancellationToken);

    private static async Task<IResult> JoinAsync(
        JsonBody<JoinReferralRequest> body, HttpContext context, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var command = new JoinReferral(body.Value.Code, body.Value.DeviceId, context.Connection.RemoteIpAddress?.ToString());
        return await AnswerAsync(await Grain(caller, grains).JoinAsync(command, cancellationToken), caller, grains, cancellationToken);
    }

    private static async Task<IResult> JoinedAsync(
        PageParameters page, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await Queries(grains).ListJoinedAsync(caller.Id(), page.Page, cancellationToken)).ToHttp(static found =>
            new JoinedPeopleResponse([.. found.Items.Select(JoinedPersonResponse.Of)], found.NextCursor));

    private static async Task<IResult> RewardsAsync(
        PageParameters page, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await Queries(grains).ListRewardsAsync(caller.Id(), page.Page, cancellationToken)).ToHttp(static found =>
            new ReferralRewardsResponse([.. found.Items.Select(ReferralRewardResponse.Of)], found.NextCursor));

    private static async Task<IResult> LeaderboardAsync(
        ClaimsPrincipal caller, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken, [FromQuery] string? month = null)
    {
        var day = DateOnly.FromDateTime(IndonesianZone.Western.Local(clock.GetUtcNow()).DateTime);
        if (month is not null && !DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
            throw RequestRejectedException.Invalid("month", "wrong_type", "month must be a year and a month such as 2026-01.");
        if (day.Year is < 2000 or > 2199)
            throw RequestRejectedException.Invalid("month", "out_of_range", "month must be in the years 2000 to 2199.");

        return TypedResults.Ok(ReferralLeaderboardResponse.Of(await Queries(grains).GetLeaderboardAsync(caller.Id(), day, cancellationToken)));
    }

    private static async Task<IResult> AnswerAsync(
        Result<ReferralOverview> overview, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!overview.IsSuccess)
            return overview.Error.ToHttp();
        return TypedResults.Ok(ReferralResponse.Of(overview.Value, await Queries(grains).CountAsync(caller.Id(), cancellationToken)));
    }

    private static IReferralGrain Grain(ClaimsPrincipal caller, IGrainFactory grains) => grains.GetGrain<IReferralGrain>(caller.Id());

    private static IReferralQueryGrain Queries(IGrainFactory grains) => grains.GetGrain<IReferralQueryGrain>("0");
}

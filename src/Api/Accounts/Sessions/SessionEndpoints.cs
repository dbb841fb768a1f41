using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Revocations;
using Nusaloka.Api.Http;
using Nusaloka.Api.Profiles;
using Nusaloka.Profiles;

namespace Nusaloka.Api.Accounts.Sessions;

/// <summary>What a person does with their own sessions.</summary>
public static class SessionEndpoints
{
    private static readonly DateTimeOffset ExampleTime = new(2026, 1, 6, 0, 30, 0, TimeSpan.Zero);

    private static readonly SessionsResponse Example = new(
        [new("0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4f", "Chrome, Android", ExampleTime, ExampleTime.AddDays(3), ExampleTime.AddDays(33), true, ["pwd"], "36.68")], null);

    /// <summary>Adds /auth/me, /auth/sessions, /auth/logout and /auth/logout-all.</summary>
    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/auth").RequireAuthorization(Policies.Person).WithTags("Sign-in");
        group.MapGet("/me", GetMeAsync).WithName("get_me")
            .WithSummary("Who am I").WithDescription("The account of the token, with its ETag.")
            .Produces<ProfileResponse>().Refuses(404).ResponseExample(ProfileExamples.Profile);
        group.MapGet("/sessions", ListAsync).WithName("list_sessions")
            .WithSummary("List where one is signed in").WithDescription("One session for each sign-in, the one used last first, at most 50.")
            .Produces<SessionsResponse>().ResponseExample(Example);
        group.MapDelete("/sessions/{id}", EndAsync).AddEndpointFilter<EndsSessionsFilter>().WithName("end_session")
            .WithSummary("Sign out elsewhere").WithDescription("The session's tokens are refused from now on.")
            .Produces<MessageResponse>().Refuses(404).ResponseExample(new MessageResponse("Sesi sudah diakhiri."));
        group.MapPost("/logout", LogoutAsync).AddEndpointFilter<EndsSessionsFilter>().WithName("logout")
            .WithSummary("Sign out here").WithDescription("Ends the session of the token: its access and refresh tokens are refused from now on.")
            .Produces<MessageResponse>().ResponseExample(new MessageResponse("Anda sudah keluar."));
        group.MapPost("/logout-all", LogoutAllAsync).AddEndpointFilter<EndsSessionsFilter>().WithName("logout_all")
            .WithSummary("Sign out everywhere").WithDescription("Ends all sessions of the caller, this one too.")
            .Produces<MessageResponse>().ResponseExample(new MessageResponse("Anda sudah keluar di semua perangkat."));
    }

    private static async Task<IResult> GetMeAsync(
        ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var profile = await grains.GetGrain<IProfileGrain>(caller.Id()).GetAsync(cancellationToken);
        return profile.ToHttp(one => IfMatch.Versioned(context, one.Version, ProfileResponse.Of(one)));
    }

    private static async Task<IResult> ListAsync(ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var current = caller.SessionId();
        var sessions = await Sessions(grains, caller).ListAsync(cancellationToken);
        return TypedResults.Ok(new SessionsResponse([.. sessions.Sessions.Select(session => SessionResponse.Of(session, current))], null));
    }

    private static async Task<IResult> EndAsync(
        string id, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var ended = await Sessions(grains, caller).EndAsync(id, SessionEndReason.EndedByOwner, cancellationToken);
        return ended.IsSuccess
            ? TypedResults.Ok(new MessageResponse(Languages.Choose(context, "Sesi sudah diakhiri.", "The session has ended.")))
            : ended.Error.ToHttp();
    }

    private static async Task<IResult> LogoutAsync(
        ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        // That it has ended meanwhile is what the caller wants.
        await Sessions(grains, caller).EndAsync(caller.SessionId(), SessionEndReason.LoggedOut, cancellationToken);
        return LoggedOut(context, "Anda sudah keluar.", "You are signed out.");
    }

    private static async Task<IResult> LogoutAllAsync(
        ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        await Sessions(grains, caller).EndAllAsync(SessionEndReason.LoggedOut, exceptSession: null, cancellationToken);
        return LoggedOut(context, "Anda sudah keluar di semua perangkat.", "You are signed out everywhere.");
    }

    private static ISessionsGrain Sessions(IGrainFactory grains, ClaimsPrincipal caller) => grains.GetGrain<ISessionsGrain>(caller.Id());

    private static Ok<MessageResponse> LoggedOut(HttpContext context, string indonesian, string english)
    {
        // What a browser keeps of the person goes with the session (OWASP ASVS 5.0, 14.3.1).
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"cookies\", \"storage\"";
        return TypedResults.Ok(new MessageResponse(Languages.Choose(context, indonesian, english)));
    }
}

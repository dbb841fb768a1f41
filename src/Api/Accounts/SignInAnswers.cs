using System.Collections.Immutable;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Api.Http;
using Nusaloka.Api.RateLimits;

namespace Nusaloka.Api.Accounts;

/// <summary>The one way from "this is their account, and this is how they proved it" to the answer of a login.</summary>
public static class SignInAnswers
{
    /// <summary>
    /// The header in which a sign-in's answer gives the device what it shows, in the same header, at its next sign-in: then strangers who guess
    /// do not slow it down.
    /// </summary>
    public const string DeviceHeader = "X-Device-Token";

    /// <summary>
    /// Begins a session on the caller's device and answers its tokens, or the problem. The proof was checked at this standing of the
    /// account: if its access changed since, the login is refused.
    /// </summary>
    /// <param name="context">The request; its User-Agent names the device.</param>
    /// <param name="grains">Where the sessions are.</param>
    /// <param name="standing">Whose the proof is, as <see cref="IAccountGrain.GetStandingAsync"/> answers it.</param>
    /// <param name="methods">How they proved it, see <see cref="SignInMethods"/>.</param>
    /// <param name="passkeyId">The passkey that proved it; null when none did.</param>
    /// <param name="cancellationToken">The request's.</param>
    public static async Task<IResult> IssueAsync(
        HttpContext context, IGrainFactory grains, AccountStanding standing, ImmutableArray<string> methods, string? passkeyId,
        CancellationToken cancellationToken)
    {
        var command = new StartSession(
            DeviceName.Of(context.Request.Headers.UserAgent.ToString()), methods, standing.AccessVersion, Caller.NetworkOf(context.Connection.RemoteIpAddress),
            passkeyId, DeviceOf(context));
        var tokens = await grains.GetGrain<ISessionsGrain>(standing.Account.Id).StartAsync(command, cancellationToken);
        if (tokens.Value?.DeviceToken is { } device)
            context.Response.Headers[DeviceHeader] = device;
        return tokens.ToHttp(LoginResponse.Of);
    }

    /// <summary>What the device shows of its last sign-in; null for nothing that could be it.</summary>
    internal static string? DeviceOf(HttpContext context) =>
        context.Request.Headers[DeviceHeader] is [{ Length: DeviceToken.Length } shown] ? shown : null;
}

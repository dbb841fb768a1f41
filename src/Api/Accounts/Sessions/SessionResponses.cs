using Nusaloka.Accounts.Sessions;

namespace Nusaloka.Api.Accounts.Sessions;

/// <summary>One sign-in on one device.</summary>
/// <param name="Id">For ending it.</param>
/// <param name="Device">What it was begun with, as that device said; empty when it said nothing.</param>
/// <param name="StartedAt">When.</param>
/// <param name="LastUsedAt">When it last got new tokens.</param>
/// <param name="ExpiresAt">When it ends unless it is used before.</param>
/// <param name="Current">Whether it is the one that asks.</param>
/// <param name="Methods">How the person proved who they are (RFC 8176): pwd, otp, pop, user.</param>
/// <param name="Network">Roughly from where: the first half of an IPv4 address, the first 32 bits of an IPv6 address.</param>
public sealed record SessionResponse(
    string Id, string Device, DateTimeOffset StartedAt, DateTimeOffset LastUsedAt, DateTimeOffset ExpiresAt, bool Current, IReadOnlyList<string> Methods,
    string? Network)
{
    /// <summary>The wire shape of a session.</summary>
    public static SessionResponse Of(Session session, string current) =>
        new(session.Id, session.Device, session.StartedAt, session.LastUsedAt, session.ExpiresAt, session.Id == current, session.Methods, session.Network);
}

/// <summary>All sessions of a person.</summary>
/// <param name="Data">The one used last first.</param>
/// <param name="NextCursor">Null: there are at most 50, and here are all of them.</param>
public sealed record SessionsResponse(IReadOnlyList<SessionResponse> Data, string? NextCursor);

/// <summary>Something that happened to the security of an account.</summary>
/// <param name="Id">The event.</param>
/// <param name="Type">What, for example session.reuse_detected.</param>
/// <param name="SessionId">The session that it is about; null when it is about the account.</param>
/// <param name="Detail">In a few words.</param>
/// <param name="By">Who did it, when that was staff.</param>
/// <param name="At">When.</param>
public sealed record SecurityEventResponse(string Id, string Type, string? SessionId, string Detail, string? By, DateTimeOffset At)
{
    /// <summary>The wire shape of an event.</summary>
    public static SecurityEventResponse Of(SecurityEvent one) => new(one.Id, one.Type, one.SessionId, one.Detail, one.By, one.At);
}

/// <summary>One page of events.</summary>
/// <param name="Data">The items, newest first.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record SecurityEventsResponse(IReadOnlyList<SecurityEventResponse> Data, string? NextCursor);

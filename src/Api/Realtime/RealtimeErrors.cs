namespace Nusaloka.Api.Realtime;

/// <summary>What can be wrong with connections and frames.</summary>
public static class RealtimeErrors
{
    /// <summary>The session has ended.</summary>
    public static Error SessionEnded { get; } = new("session_ended", ErrorKind.Unauthenticated, "The session has ended. Sign in again.");

    /// <summary>The new token is not valid, or is another account's.</summary>
    public static Error TokenInvalid { get; } =
        new("token_invalid", ErrorKind.Unauthenticated, "The token is not valid for this connection. It must be a new access token of the same account.");

    /// <summary>The frame is no frame.</summary>
    public static Error FrameMalformed { get; } =
        new("frame_malformed", ErrorKind.Invalid, "The frame is not a JSON object with a type and the members of that type, each given once.");

    /// <summary>There is no such frame.</summary>
    public static Error FrameUnknown { get; } = new("frame_unknown", ErrorKind.Invalid, "There is no frame of this type.");

    /// <summary>Something that is needed is away; the outcome is unknown.</summary>
    public static Error OutcomeUnknown { get; } = new(
        "outcome_unknown", ErrorKind.Unavailable, "The server could not tell whether this was done. Send it again with the same client_msg_id.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    /// <summary>A room that the client is in does not answer.</summary>
    public static Error RoomAway { get; } = new("unavailable", ErrorKind.Unavailable, "The conversation could not be joined now. Join it a little later.");

    /// <summary>The account has as many connections as it may have.</summary>
    public static Error TooManyConnections(int most) => new("too_many_connections", ErrorKind.Limited, $"An account has at most {most} connections here.")
    {
        RetryAfter = TimeSpan.FromSeconds(30),
    };

    /// <summary>The connection has joined as many rooms as it may.</summary>
    public static Error TooManyRooms(int most) => new("too_many_rooms", ErrorKind.Conflict, $"A connection can join at most {most} rooms. Leave one first.");

    /// <summary>The account sends too fast.</summary>
    public static Error TooFast(TimeSpan wait) => new("too_many_frames", ErrorKind.Limited, "You are sending too fast. Wait a moment.") { RetryAfter = wait };
}

namespace Nusaloka.Api.Realtime;

/// <summary>Why the server ends a connection.</summary>
/// <param name="Code">The close code of RFC 6455 7.4; from 4000 on ours.</param>
/// <param name="Name">A stable word for programs, sent as the reason.</param>
/// <param name="DropsWaiting">Whether frames that wait are not sent any more.</param>
public sealed record CloseReason(int Code, string Name, bool DropsWaiting = false)
{
    /// <summary>The client has closed it.</summary>
    public static CloseReason Normal { get; } = new(1000, "bye");

    /// <summary>Frames are text.</summary>
    public static CloseReason NotText { get; } = new(1003, "text_only");

    /// <summary>Too many frames that were none.</summary>
    public static CloseReason Malformed { get; } = new(1008, "malformed_frames");

    /// <summary>A frame was too large.</summary>
    public static CloseReason TooBig { get; } = new(1009, "frame_too_large");

    /// <summary>The process stops; another one takes over.</summary>
    public static CloseReason Restarting { get; } = new(1012, "restarting");

    /// <summary>What the connection needs is away for too long.</summary>
    public static CloseReason Unavailable { get; } = new(1013, "unavailable", DropsWaiting: true);

    /// <summary>The access token has expired, and no new one came.</summary>
    public static CloseReason TokenExpired { get; } = new(4401, "token_expired", DropsWaiting: true);

    /// <summary>The session has ended: signed out, banned, another password or role.</summary>
    public static CloseReason SessionEnded { get; } = new(4403, "session_ended", DropsWaiting: true);

    /// <summary>The client reads too slowly.</summary>
    public static CloseReason SlowReader { get; } = new(4408, "slow_reader", DropsWaiting: true);

    /// <summary>The client did not stop sending faster than it may.</summary>
    public static CloseReason TooFast { get; } = new(4429, "too_many_frames");
}

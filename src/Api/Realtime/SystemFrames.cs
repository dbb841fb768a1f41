using Nusaloka.Api.Http;

namespace Nusaloka.Api.Realtime;

/// <summary>Frames about the connection itself.</summary>
internal static class SystemFrames
{
    /// <summary>The token expires soon: the client shows a new one, or is cut off.</summary>
    public static ServerFrame TokenExpiring(DateTimeOffset expiresAt) =>
        new(new FrameBody("token_expiring") { Payload = new ExpiryPayload(expiresAt) });

    /// <summary>The new token counts.</summary>
    public static ServerFrame TokenRefreshed(DateTimeOffset expiresAt, string? requestId) =>
        new(new FrameBody("token_refreshed") { Id = requestId, Payload = new ExpiryPayload(expiresAt) });

    /// <summary>The server is about to close the connection.</summary>
    public static ServerFrame Closing(CloseReason reason, TimeSpan retryAfter) =>
        new(new FrameBody("closing") { Payload = new ClosingPayload(reason.Name, (long)retryAfter.TotalMilliseconds) });

    /// <summary>Something that a client sent was refused.</summary>
    public static ServerFrame Refused(Error error, string? requestId, Language language, string? roomId = null)
    {
        var problem = Problem.Of(error);
        var text = ProblemTexts.Of(problem, language);
        return new ServerFrame(new FrameBody("error")
        {
            Id = requestId,
            ConversationId = roomId,
            Payload = new ErrorPayload(error.Code, text.Detail, problem.RetryAfter is { } wait ? (long)Math.Ceiling(wait.TotalMilliseconds) : null),
        });
    }

    private sealed record ExpiryPayload(DateTimeOffset ExpiresAt);

    private sealed record ClosingPayload(string Code, long RetryAfterMs);

    private sealed record ErrorPayload(string Code, string Message, long? RetryAfterMs);
}

namespace Nusaloka.Api.Realtime;

/// <summary>
/// On a route: clients connect there for long. A browser cannot send headers with a WebSocket, so the access token may come in the query, as <c>token</c> or
/// <c>access_token</c>, or a ticket for it as <c>ticket</c>; and pages of foreign origins are turned away, which CORS does not do here.
/// </summary>
public sealed class SocketRoute
{
    /// <summary>The query parameter with a ticket.</summary>
    public const string Ticket = "ticket";

    private static readonly string[] Tokens = ["token", "access_token"];

    private SocketRoute()
    {
    }

    /// <summary>The metadata.</summary>
    public static SocketRoute Instance { get; } = new();

    /// <summary>Whether the request is for such a route.</summary>
    public static bool Is(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<SocketRoute>() is not null;

    /// <summary>The token in the query; null when there is none, or not exactly one.</summary>
    public static string? TokenOf(HttpRequest request) =>
        Tokens.SelectMany(name => request.Query[name].ToArray()).ToArray() is [{ Length: > 0 } token] ? token : null;
}

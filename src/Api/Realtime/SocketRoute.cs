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

    /// <summary>What is in the query and lets somebody in is taken out of it: whatever looks at the request from here on does not see it.</summary>
    public static (string? Token, string? Ticket) Take(HttpRequest request)
    {
        if (!request.Query.Keys.Any(IsSecret))
            return (null, null);
        var taken = (TokenOf(request), request.Query[Ticket] is [{ Length: > 0 } ticket] ? ticket : null);
        request.QueryString = QueryString.Create(request.Query.Where(static parameter => !IsSecret(parameter.Key)));
        return taken;
    }

    /// <summary>The token in the query; null when there is none, or not exactly one.</summary>
    private static string? TokenOf(HttpRequest request) =>
        Tokens.SelectMany(name => request.Query[name].ToArray()).ToArray() is [{ Length: > 0 } token] ? token : null;

    private static bool IsSecret(string name) => name.Equals(Ticket, StringComparison.OrdinalIgnoreCase) || Tokens.Contains(name, StringComparer.OrdinalIgnoreCase);
}

using Nusaloka.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Realtime;

/// <summary>The raw WebSockets, and the tickets for them.</summary>
public static class SocketEndpoints
{
    private static readonly DocumentedParameter[] Credentials =
    [
        new("token", false, "An access token, where the client cannot send headers.", "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIwMTk5YTBjMiJ9.c2lnbmF0dXJl") { MaxLength = TokenProfile.MaxLength },
        new("ticket", false, "A ticket of POST /api/v1/realtime/tickets instead of a token.", "q8Zr0v3m9tH2dE5wYcKx7uPjN4bA1sLfGiRoTnVyX6M"),
    ];

    /// <summary>Adds /ws/chat and /ws/notification.</summary>
    public static void MapSockets(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/ws").RequireAuthorization(Policies.Person).WithMetadata(SocketRoute.Instance).WithMetadata(Credentials).WithTags("Realtime");
        group.MapGet("/chat", ChatAsync).WithName("connect_chat").WithSummary("Connect to one's conversations by WebSocket")
            .WithDescription(
                "Frames are JSON texts: docs/reference/realtime.md. The client hears of the conversations in which something was said last; with `join=none` of those only "
                + "that it joins by a frame.")
            .WithMetadata(new DocumentedParameter("join", false, "`none`: no conversation is joined by itself.", "none"))
            .Produces(101).Refuses(426, 503);
        group.MapGet("/notification", NotificationAsync).WithName("connect_notifications").WithSummary("Connect to one's notifications by WebSocket")
            .WithDescription("Frames are JSON texts: docs/reference/realtime.md.").Produces(101).Refuses(426, 503);
    }

    /// <summary>Adds /realtime/tickets.</summary>
    public static void MapSocketTickets(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/realtime/tickets", IssueAsync).RequireAuthorization(Policies.Person).WithTags("Realtime")
            .WithName("create_socket_ticket").WithSummary("Get a ticket for a socket")
            .WithDescription("Good once, for 30 seconds: it stands in the address of a socket in place of the access token, and opens what that opens.")
            .Produces<SocketTicketResponse>(201).Refuses(503)
            .ResponseExample(new SocketTicketResponse(Credentials[1].Example, new DateTimeOffset(2026, 1, 6, 0, 30, 0, TimeSpan.Zero)));

    private static async Task<IResult> IssueAsync(HttpContext context, SocketTickets tickets, CancellationToken cancellationToken)
    {
        var (ticket, expiresAt) = await tickets.IssueAsync(Identity(context), cancellationToken);
        return TypedResults.Created((string?)null, new SocketTicketResponse(ticket, expiresAt));
    }

    private static Task<IResult> ChatAsync(HttpContext context, SocketServices services)
    {
        var joinsAll = context.Request.Query["join"] != "none";
        var language = Languages.Of(context.Request);
        return ConnectAsync(context, ConnectionTopics.Chat, services, joinsAll, (session, cancellationToken) =>
            joinsAll ? session.JoinLatestAsync(language, cancellationToken) : Task.CompletedTask);
    }

    private static Task<IResult> NotificationAsync(HttpContext context, SocketServices services) =>
        ConnectAsync(context, ConnectionTopics.Notifications, services, joinsByItself: false, (session, _) =>
        {
            services.Presence.Welcome(session.Connection.AccountId);
            return Task.CompletedTask;
        });

    private static async Task<IResult> ConnectAsync(
        HttpContext context, ConnectionTopics topics, SocketServices services, bool joinsByItself, Func<ChatSession, CancellationToken, Task> begin)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            return new ProblemResult(new Problem(StatusCodes.Status426UpgradeRequired, "upgrade_required"));
        }

        var (node, options) = (services.Node, services.Node.Options);
        if (node.IsStopping)
            return new ProblemResult(Problem.OfStatus(StatusCodes.Status503ServiceUnavailable) with { RetryAfter = TimeSpan.FromSeconds(1) });
        var identity = Identity(context);
        var language = Languages.Of(context.Request);
        var writer = new WebSocketWriter(context);
        var connected = node.Connect(identity, topics, writer);
        if (!connected.IsSuccess)
            return connected.Error.ToHttp();

        var connection = connected.Value;
        connection.JoinsNewRooms = joinsByItself;
        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
            {
                KeepAliveInterval = TimeSpan.FromSeconds(options.PingSeconds),
                KeepAliveTimeout = TimeSpan.FromSeconds(options.PingSeconds),
            });
            writer.Begin(socket);
            await services.ServeAsync(connection, socket, language, begin, context.RequestAborted);
        }
        finally
        {
            writer.Fail();
            node.Disconnect(connection);
        }

        return TypedResults.Empty;
    }

    private static TokenIdentity Identity(HttpContext context) => context.Features.Get<TokenIdentity>()
        ?? throw new InvalidOperationException("The endpoint asks whom a token speaks for but lets callers without one in. Give it a policy.");
}

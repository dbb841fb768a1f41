using System.ComponentModel;
using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Api.RateLimits;
using Nusaloka.Chat;

namespace Nusaloka.Api.Chat;

/// <summary>Rooms.</summary>
public static class RoomEndpoints
{
    /// <summary>Adds /rooms.</summary>
    public static void MapRooms(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/rooms").RequireAuthorization(Policies.Person).WithTags("Chat");
        group.MapPost("", OpenAsync).RequireRateLimit(Limits.ChatOpen).WithName("open_room").WithSummary("Open a room")
            .WithDescription("There is one direct room for two people and one support room for each person: opening it again answers it. With an Idempotency-Key a repeat opens no second group.")
            .Produces<RoomResponse>(201).Refuses(404, 409)
            .RequestExample(new OpenRoomRequest { Kind = OpenedRoomKind.Direct, MemberIds = [ChatExamples.Budi] }).ResponseExample(ChatExamples.Room);
        group.MapGet("", ConversationEndpoints.ListAsync).WithName("list_rooms").WithSummary("List one's rooms")
            .WithDescription("Last active first, each with its last message and how many are unread.")
            .Produces<ConversationListResponse>().ResponseExample(new ConversationListResponse([ChatExamples.Conversation], null));
        group.MapGet("/unread", UnreadAsync).WithName("count_unread").WithSummary("Count what one has not read")
            .WithDescription("Messages in at most 1,000 rooms.")
            .Produces<UnreadResponse>().ResponseExample(new UnreadResponse(7, 2));
        group.MapGet("/{id}", GetAsync).WithName("get_room").WithSummary("Read a room")
            .WithDescription("For its members; officers see support rooms, too.")
            .Produces<RoomResponse>().Refuses(404).ResponseExample(ChatExamples.Room);
        group.MapPut("/{id}", RenameAsync).WithName("rename_room").WithSummary("Name a group")
            .WithDescription("For its owner and moderators.")
            .Produces<RoomResponse>().Refuses(404, 409)
            .RequestExample(new RenameRoomRequest { Title = "Bromo bulan depan" }).ResponseExample(ChatExamples.Room with { Kind = RoomKind.Group, Title = "Bromo bulan depan" });
        group.MapPost("/{id}/join", JoinAsync).WithName("join_support_room").WithSummary("Join a support room")
            .WithDescription("For officers, who can write there then.")
            .Produces<RoomResponse>().Refuses(404).ResponseExample(ChatExamples.Room with { Kind = RoomKind.Support, Role = RoomRole.Officer });
        group.MapPut("/{id}/settings", SettingsAsync).WithName("change_room_settings").WithSummary("Change what a room is for oneself")
            .WithDescription("No notifications for a time; whether the other person of a direct room is blocked: then neither can write.")
            .Produces<RoomResponse>().Refuses(404, 409)
            .RequestExample(new RoomSettingsRequest { QuietSeconds = 28_800 }).ResponseExample(ChatExamples.Room);
        group.MapPost("/{id}/read", ReadAsync).WithName("mark_read").WithSummary("Say how far one has read")
            .WithDescription("Whoever has seen an event has seen all before it. Whoever sends a message has seen what was before it.")
            .Produces<ReadMarkResponse>().Refuses(404)
            .RequestExample(new MarkReadRequest { Seq = 12 }).ResponseExample(new ReadMarkResponse(12, 0));
        group.MapGet("/{id}/events", EventsAsync).WithName("resume_room").WithSummary("Read what one has missed")
            .WithDescription("All that happened after a number: messages, edits, removals, reactions, members. When it is more than 1,000 events, or the epoch is another, recovered is false: read the room anew.")
            .Produces<ResumeResponse>().Refuses(404)
            .ResponseExample(new ResumeResponse(
                true, [new RoomEventResponse(13, RoomEventKind.ReactionAdded, ChatExamples.Siti, ChatExamples.At, null, 12, null, null, "👍", null, null)],
                ChatExamples.Epoch, 13));
        group.MapGet("/{id}/search", SearchAsync).RequireRateLimit(Limits.ChatSearch).WithName("search_room").WithSummary("Search a room")
            .WithDescription("Messages that contain all words, in any case, newest first. One search looks through at most 20,000 messages and half a second; next_cursor says where to go on.")
            .Produces<SearchResponse>().Refuses(404).ResponseExample(new SearchResponse([ChatExamples.Message], null));
    }

    private static async Task<IResult> OpenAsync(
        JsonBody<OpenRoomRequest> body, IdempotencyKey key, ClaimsPrincipal caller, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (me, others) = (caller.Id(), body.Value.MemberIds.Select(ChatRooms.Account).ToArray());
        var (id, command) = body.Value.Kind switch
        {
            OpenedRoomKind.Direct => (RoomIds.Direct(me, others.FirstOrDefault() ?? ""), new OpenRoom(RoomKind.Direct, me, [.. others], body.Value.Title ?? "")),
            OpenedRoomKind.Support => (RoomIds.Support(me), new OpenRoom(RoomKind.Support, me, [.. others], body.Value.Title ?? "", me)),
            _ => (RoomIds.Group(me, key.Value ?? Guid.CreateVersion7(clock.GetUtcNow()).ToString()),
                new OpenRoom(RoomKind.Group, me, [.. others.Where(other => other != me)], body.Value.Title ?? "")),
        };
        return (await grains.Room(id).OpenAsync(command, cancellationToken)).ToHttp(static room =>
            (IResult)TypedResults.Created($"/api/v1/rooms/{room.Id}", RoomResponse.Of(room)));
    }

    private static async Task<IResult> UnreadAsync(ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var unread = await grains.GetGrain<IConversationsGrain>(caller.Id()).CountUnreadAsync(cancellationToken);
        return TypedResults.Ok(new UnreadResponse(unread.Messages, unread.Rooms));
    }

    private static async Task<IResult> GetAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await grains.Room(id).GetAsync(caller.InRooms(), cancellationToken)).ToHttp(RoomResponse.Of);

    private static async Task<IResult> RenameAsync(
        string id, JsonBody<RenameRoomRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await grains.Room(id).RenameAsync(caller.Id(), body.Value.Title, cancellationToken)).ToHttp(RoomResponse.Of);

    private static async Task<IResult> JoinAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await grains.Room(id).JoinAsync(caller.InRooms(), cancellationToken)).ToHttp(RoomResponse.Of);

    private static async Task<IResult> SettingsAsync(
        string id, JsonBody<RoomSettingsRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        TimeSpan? quiet = body.Value.QuietSeconds is { } seconds ? ChatRooms.Time(seconds) : null;
        return (await grains.Room(id).ChangeOwnSettingsAsync(new ChangeOwnSettings(caller.Id(), quiet, body.Value.Blocked), cancellationToken)).ToHttp(RoomResponse.Of);
    }

    private static async Task<IResult> ReadAsync(
        string id, JsonBody<MarkReadRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await grains.Room(id).MarkReadAsync(caller.Id(), body.Value.Seq, cancellationToken)).ToHttp(static mark => new ReadMarkResponse(mark.Seq, mark.Unread));

    private static async Task<IResult> EventsAsync(
        string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken,
        [FromQuery(Name = "after_seq"), Description("The number of the last event that you know; 0 for none.")] long afterSeq = 0,
        [FromQuery, Description("The epoch that it belongs to.")] string epoch = "") =>
        (await grains.Room(id).ResumeAsync(caller.InRooms(), afterSeq, epoch, cancellationToken)).ToHttp(resumed => new ResumeResponse(
            resumed.IsRecovered, [.. resumed.Events.Select(one => RoomEventResponse.Of(ChatRooms.Account(id), one))], resumed.Epoch, resumed.LastSeq));

    private static async Task<IResult> SearchAsync(
        string id, PageParameters page, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken,
        [FromQuery, Description("Words, separated by spaces.")] string q = "")
    {
        if (!TryReadSeq(page.Page.Cursor, out var before))
            return PageErrors.CursorInvalid.ToHttp();
        return (await grains.Room(id).SearchAsync(new SearchQuery(caller.InRooms(), q, before, page.Page.Limit), cancellationToken)).ToHttp(static found =>
            new SearchResponse([.. found.Messages.Select(ChatMessageResponse.Of)], found.NextBefore?.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>A cursor that is the number before which a list goes on.</summary>
    internal static bool TryReadSeq(string? cursor, out long? seq)
    {
        seq = long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : null;
        return cursor is null || seq is not null;
    }
}

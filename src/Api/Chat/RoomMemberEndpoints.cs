using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Api.RateLimits;
using Nusaloka.Chat;

namespace Nusaloka.Api.Chat;

/// <summary>The members of a room.</summary>
public static class RoomMemberEndpoints
{
    private static readonly RoomMemberResponse Example = new(ChatExamples.Budi, RoomRole.Member, ChatExamples.At, 11, null);

    /// <summary>Adds /rooms/{id}/members.</summary>
    public static void MapRoomMembers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/rooms/{id}/members").RequireAuthorization(Policies.Person).WithTags("Chat");
        group.MapGet("", ListAsync).WithName("list_room_members").WithSummary("List a room's members")
            .WithDescription("In the order of their ids.")
            .Produces<RoomMembersResponse>().Refuses(404).ResponseExample(new RoomMembersResponse([Example], null));
        group.MapPost("", AddAsync).RequireRateLimit(Limits.ChatOpen).WithName("add_room_members").WithSummary("Add members to a group")
            .WithDescription("For its owner and moderators; those who are members stay as they are.")
            .Produces(204).Refuses(404, 409).RequestExample(new AddMembersRequest { AccountIds = [ChatExamples.Budi] });
        group.MapPut("/{account_id}", ChangeAsync).WithName("change_room_member").WithSummary("Change what a member may do")
            .WithDescription("Owners of groups give roles; they and moderators, and officers in support rooms, keep members from writing for a time.")
            .Produces<RoomMemberResponse>().Refuses(404, 409)
            .RequestExample(new ChangeMemberRequest { MuteSeconds = 3_600 }).ResponseExample(Example with { MutedUntil = ChatExamples.At });
        group.MapDelete("/{account_id}", RemoveAsync).WithName("remove_room_member").WithSummary("Remove a member, or leave")
            .WithDescription("When the last owner of a group leaves, the member who has been there longest becomes it, moderators first.")
            .Produces(204).Refuses(404, 409);
    }

    private static async Task<IResult> ListAsync(
        string id, PageParameters page, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await grains.Room(id).GetMembersAsync(caller.InRooms(), page.Page, cancellationToken)).ToHttp(static found =>
            new RoomMembersResponse([.. found.Items.Select(RoomMemberResponse.Of)], found.NextCursor));

    private static async Task<IResult> AddAsync(
        string id, JsonBody<AddMembersRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await grains.Room(id).AddMembersAsync(caller.Id(), [.. body.Value.AccountIds.Select(ChatRooms.Account)], cancellationToken)).Nothing();

    private static async Task<IResult> ChangeAsync(
        string id, [FromRoute(Name = "account_id")] string accountId, JsonBody<ChangeMemberRequest> body, ClaimsPrincipal caller, IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        TimeSpan? mute = body.Value.MuteSeconds is { } seconds ? ChatRooms.Time(seconds) : null;
        var command = new ChangeMember(caller.Id(), ChatRooms.Account(accountId), body.Value.Role, mute);
        return (await grains.Room(id).ChangeMemberAsync(command, cancellationToken)).ToHttp(RoomMemberResponse.Of);
    }

    private static async Task<IResult> RemoveAsync(
        string id, [FromRoute(Name = "account_id")] string accountId, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await grains.Room(id).RemoveMemberAsync(caller.Id(), ChatRooms.Account(accountId), cancellationToken)).Nothing();
}

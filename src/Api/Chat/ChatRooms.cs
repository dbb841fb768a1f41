using System.Globalization;
using System.Security.Claims;
using Nusaloka.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Chat;

namespace Nusaloka.Api.Chat;

/// <summary>What the routes of rooms have in common.</summary>
internal static class ChatRooms
{
    /// <summary>The room with an id, however it is written; an id that is none belongs to a room that is not there.</summary>
    public static IChatRoomGrain Room(this IGrainFactory grains, string id) =>
        grains.GetGrain<IChatRoomGrain>(Guid.TryParse(id, out var known) ? known.ToString() : Guid.Empty.ToString());

    /// <summary>The caller as rooms know them.</summary>
    public static RoomCaller InRooms(this ClaimsPrincipal caller) => new(caller.Id(), caller.Is(Role.Officer) || caller.Is(Role.Admin));

    /// <summary>The number of a message that a route names by its id or its number; 0, which no message has, when it is of another room.</summary>
    public static long SeqOf(string roomId, string message)
    {
        if (long.TryParse(message, NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
            return seq;
        return MessageId.TryParse(message, out var id) && Guid.TryParse(roomId, out var room) && room.ToString() == id.RoomId ? id.Seq : 0;
    }

    /// <summary>An account id, however it is written.</summary>
    public static string Account(string id) => Guid.TryParse(id, out var known) ? known.ToString() : id;

    /// <summary>201 with a message that was sent; marked when it had been sent before.</summary>
    public static IResult Sent(this Result<SentMessage> result, HttpContext context)
    {
        if (result is { IsSuccess: true, Value.Replayed: true })
            context.Response.Headers[IdempotencyKey.ReplayedHeader] = "true";
        return result.ToHttp(static sent =>
        {
            var message = ChatMessageResponse.Of(sent.Message);
            return (IResult)TypedResults.Created($"/api/v1/messages/{message.Id}", message);
        });
    }

    /// <summary>204, or the problem.</summary>
    public static IResult Nothing(this Result result) => result.IsSuccess ? TypedResults.NoContent() : result.Error.ToHttp();

    /// <summary>So many seconds; what is more than a room takes, or less, is just more, so that the room refuses it.</summary>
    public static TimeSpan Time(long seconds)
    {
        var tooMany = (long)ChatLimits.MaxMute.TotalSeconds + 1;
        return TimeSpan.FromSeconds(Math.Clamp(seconds, -tooMany, tooMany));
    }

    /// <summary>The key as a message's name; long ones by their fingerprint.</summary>
    public static string? NameOf(IdempotencyKey key) =>
        key.Value is { Length: > ChatLimits.MaxClientMessageIdLength } name ? NameBasedId.Create("message\n" + name).ToString() : key.Value;
}

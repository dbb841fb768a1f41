using Nusaloka.Api.Tests.Bookings;
using Nusaloka.Api.Tests.Reviews;

namespace Nusaloka.Api.Tests.Access;

/// <content>Trips and what belongs to them, rooms, and what the owner was told.</content>
internal sealed partial class AccessWorld
{
    private Person? _member;

    private Task<string> MakeTravelAsync(string name) => name switch
    {
        "trips" => IdOfAsync(_owner.Client, "/api/v1/trips", new { title = "Tiga Gili dalam tiga hari" }),
        "saved-trips" => ThingAsync("trips"),
        "departures" => DepartureAsync(),
        "bookings" => BookingAsync(),
        "reviews" => ReviewAsync(),
        "wishes" => IdOfAsync(_owner.Client, "/api/v1/account/wishes", new { from = "2031-07-01", to = "2031-07-14", budget = 1_000_000 }),
        "notifications" => IdOfAsync(People["service"], "/api/v1/notifications", new { user_id = _owner.Id, message = "Halo" }),
        "push-subscriptions" => IdOfAsync(_owner.Client, "/api/v1/account/push-subscriptions", new { kind = "fcm", endpoint = NewId() }),
        "rooms" => RoomAsync(),
        "members" => MemberAsync(),
        "reactions" => Task.FromResult("👍"),
        "messages" => MessageAsync(),
        "reports" => ReportAsync(),
        _ => Task.FromResult(Nothing),
    };

    private async Task<string> DepartureAsync() =>
        await IdOfAsync(_owner.Client, $"/api/v1/trips/{await ThingAsync("trips")}/departures", new { starts_on = "2090-12-24", capacity = 5 });

    private async Task<string> BookingAsync() => (await _owner.BookAsync((await Api.NewDepartureAsync()).DepartureId)).Text("id");

    private async Task<string> ReviewAsync()
    {
        var booking = await Api.NewCompletedBookingAsync(_owner, _owner, await ThingAsync("trips"));
        return await IdOfAsync(_owner.Client, $"/api/v1/bookings/{booking}/review", new { stars = 5 });
    }

    private async Task<string> MemberAsync()
    {
        _member ??= await Api.RegisterAsync();
        return _member.Id;
    }

    private async Task<string> RoomAsync() =>
        await IdOfAsync(_owner.Client, "/api/v1/rooms", new { kind = "group", title = "Kita", member_ids = new[] { await ThingAsync("members") } });

    /// <summary>A message of the owner that the other member has reported, so that staff may hide it.</summary>
    private async Task<string> MessageAsync()
    {
        var room = await ThingAsync("rooms");
        var message = await IdOfAsync(_owner.Client, $"/api/v1/rooms/{room}/messages", new { content = "halo" });
        await ReportAsync(room, message);
        return message;
    }

    private async Task<string> ReportAsync() => await ReportAsync(await ThingAsync("rooms"), await ThingAsync("messages"));

    private async Task<string> ReportAsync(string room, string message)
    {
        using var reported = await _member!.Client.SendJsonAsync(HttpMethod.Post, $"/api/v1/rooms/{room}/messages/{message}/reports", new { reason = "spam" });
        return (await reported.BodyAsync(202)).Text("id");
    }
}

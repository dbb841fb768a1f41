using Nusaloka.Api.Tests.Bookings;
using Nusaloka.Api.Tests.Reviews;
using Nusaloka.Api.Tests.Trips;
using Nusaloka.Departures;
using Nusaloka.Sandbox;

namespace Nusaloka.Api.Tests.Access;

/// <content>Trips and what belongs to them, rooms, a page to pay at, and what the owner was told.</content>
internal sealed partial class AccessWorld
{
    private Person? _member;

    private Task<string> MakeTravelAsync(string name) => name switch
    {
        "trips" => IdOfAsync(_owner.Client, "/api/v1/trips", new { title = "Tiga Gili dalam tiga hari" }),
        "complete_trips" => CompleteTripAsync(),
        "saved-trips" => SavedTripAsync(),
        "published_trips" => PublishedTripAsync(),
        "open_departures" => OpenDepartureAsync(),
        "full_departures" => FullDepartureAsync(),
        "fitting_departures" => FittingDepartureAsync(),
        "interests" => InterestAsync(_owner),
        "asked_interests" => AskedInterestAsync(),
        "departures" => DepartureAsync(),
        "bookings" => BookingAsync(),
        "reviews" => ReviewAsync(),
        "wishes" => WishAsync(_owner),
        "notifications" => IdOfAsync(People["service"], "/api/v1/notifications", new { user_id = _owner.Id, message = "Halo" }),
        "push-subscriptions" => IdOfAsync(_owner.Client, "/api/v1/account/push-subscriptions", new { kind = "fcm", endpoint = NewId() }),
        "rooms" => RoomAsync(),
        "members" => MemberAsync(),
        "reactions" => Task.FromResult("👍"),
        "messages" => MessageAsync(),
        "reports" => ReportAsync(),
        _ => Task.FromResult(Nothing),
    };

    /// <summary>A payment of the sandbox gateway that waits for its payer.</summary>
    private async Task<string> PageAsync()
    {
        var id = NewId();
        var created = await Grains.GetGrain<ISandboxPaymentGrain>(id).CreateAsync(new CreateSandboxPayment(
            Money.Rupiah(10_000), "Tiket", ManualCapture: false, Card: null, Channel: null, "https://app.nusaloka.id/", TimeProvider.System.GetUtcNow().AddHours(1)));
        Assert.True(created.IsSuccess, $"{created.Error}");
        return id;
    }

    private async Task<string> DepartureAsync() =>
        await IdOfAsync(_owner.Client, $"/api/v1/trips/{await ThingAsync("trips")}/departures", new { starts_on = "2090-12-24", capacity = 5 });

    private async Task<string> CompleteTripAsync()
    {
        await Api.VerifyAsync(_owner);
        return (await _owner.NewDraftAsync()).Text("id");
    }

    private async Task<string> PublishedTripAsync() => (await Api.NewTripAsync()).Id;

    private async Task<string> SavedTripAsync()
    {
        var trip = await ThingAsync("published_trips");
        using var saved = await _owner.Client.SendJsonAsync(HttpMethod.Post, "/api/v1/account/saved-trips", new { trip_id = trip });
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync());
        return trip;
    }

    /// <summary>Another's departure that has seats for all.</summary>
    private async Task<string> OpenDepartureAsync() => (await Api.NewDepartureAsync(capacity: 10)).DepartureId;

    /// <summary>Another's departure without a free seat, for which the owner waits.</summary>
    private async Task<string> FullDepartureAsync()
    {
        var (_, _, departure) = await Api.NewDepartureAsync(capacity: 1);
        Assert.True((await Grains.GetGrain<IDepartureGrain>(departure).ConfirmAsync(new ConfirmSeats(NewId(), 1))).IsSuccess);
        using var joined = await _owner.Client.SendJsonAsync(HttpMethod.Post, $"/api/v1/departures/{departure}/waiting", new { seats = 1 });
        Assert.True(joined.IsSuccessStatusCode, await joined.Content.ReadAsStringAsync());
        return departure;
    }

    /// <summary>Another's departure that fits the wish.</summary>
    private async Task<string> FittingDepartureAsync()
    {
        var (guide, trip) = await Api.NewTripAsync();
        return await FittingDepartureAsync(guide, trip);
    }

    private static Task<string> FittingDepartureAsync(Person guide, string trip) =>
        IdOfAsync(guide.Client, $"/api/v1/trips/{trip}/departures", new { starts_on = "2031-07-04", capacity = 5 });

    private static Task<string> WishAsync(Person traveller) => IdOfAsync(traveller.Client, "/api/v1/account/wishes", new
    {
        from = "2031-07-01", to = "2031-07-14", budget = 1_000_000, regions = new[] { "Lombok" }, interests = new[] { "snorkeling" },
        pace = "balanced", languages = new[] { "id" }, group_size = 2, is_open_to_companions = true,
    });

    private async Task<string> InterestAsync(Person traveller) =>
        await InterestAsync(traveller, await ThingAsync("wishes"), await ThingAsync("fitting_departures"));

    private static Task<string> InterestAsync(Person traveller, string wish, string departure) =>
        IdOfAsync(traveller.Client, "/api/v1/account/interests", new { wish_id = wish, departure_id = departure });

    /// <summary>Another's interest in a departure of the owner's.</summary>
    private async Task<string> AskedInterestAsync()
    {
        await Api.VerifyAsync(_owner);
        var departure = await FittingDepartureAsync(_owner, await _owner.NewPublishedAsync());
        var traveller = await Api.RegisterAsync();
        return await InterestAsync(traveller, await WishAsync(traveller), departure);
    }

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

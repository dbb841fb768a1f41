using Nusaloka.Departures;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Notifications;
using Nusaloka.Grains.Tests.Trips;
using Nusaloka.Notifications;
using Nusaloka.Testing;
using Orleans.Storage;

namespace Nusaloka.Grains.Tests.Departures;

public sealed class DepartureGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task Hold_ByManyAtOnce_GivesEachSeatOnce()
    {
        var id = await cluster.NewDepartureAsync(5);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => cluster.Departure(id).HoldAsync(cluster.Hold(1))));

        Assert.Equal(5, answers.Count(static answer => answer.IsSuccess));
        Assert.All(answers.Where(static answer => !answer.IsSuccess), static answer => Assert.Equal("seats_unavailable", answer.Error?.Code));
        Assert.Equal((0, 5, 0), await RowAsync(id));
        Assert.Equal((0, 5), await SumsAsync(id));
    }

    [Fact]
    public async Task Confirm_WhatIsHeld_IsInTheReadModelWhenItIsAnswered()
    {
        var id = await cluster.NewDepartureAsync(5);
        var hold = cluster.Hold(2);
        await cluster.Departure(id).HoldAsync(hold);

        var sold = await cluster.Departure(id).ConfirmAsync(new ConfirmSeats(hold.BookingId, 2));

        Assert.True(sold.Value?.IsSold);
        Assert.Equal((3, 0, 2), await RowAsync(id));
        Assert.True((await cluster.Departure(id).ReleaseAsync(hold.BookingId)).IsSuccess);
        Assert.Equal((5, 0, 0), await RowAsync(id));
    }

    [Fact]
    public async Task Hold_ThatIsOver_IsFreedByItselfAlsoInTheReadModel()
    {
        var id = await cluster.NewDepartureAsync(1);
        Assert.True((await cluster.Departure(id).HoldAsync(cluster.Hold(1, TimeSpan.FromSeconds(1)))).IsSuccess);
        Assert.Equal((0, 1, 0), await RowAsync(id));

        await Eventually.EqualAsync("the end of the hold", (1, 0, 0), () => RowAsync(id));

        Assert.True((await cluster.Departure(id).HoldAsync(cluster.Hold(1))).IsSuccess);
    }

    [Fact]
    public async Task Hold_ThatIsOverByTheClock_IsWhoComesNextsBeforeAnythingElse()
    {
        await using var own = new OwnCluster();
        var grains = await own.StartAsync();
        var id = await grains.NewDepartureAsync(1);
        var first = grains.Hold(1, TimeSpan.FromMinutes(10));
        await grains.Departure(id).HoldAsync(first);

        grains.Time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(1, (await grains.Departure(id).GetAsync()).Value?.Free);
        Assert.True((await grains.Departure(id).HoldAsync(grains.Hold(1))).IsSuccess);
        Assert.Equal("hold_expired", (await grains.Departure(id).ConfirmAsync(new ConfirmSeats(first.BookingId, 1))).Error?.Code);
    }

    [Fact]
    public async Task Hold_WhoseSiloIsGone_IsFreedByTheReminder_WhichThenEnds()
    {
        await using var own = new OwnCluster();
        var grains = await own.StartAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => grains.NewDepartureAsync(1)));
        await Task.WhenAll(ids.Select(id => grains.Departure(id).HoldAsync(grains.Hold(1, TimeSpan.FromMinutes(5)))));
        Assert.Equal(8, await RemindersAsync(grains));

        await grains.Silos.KillSiloAsync(grains.Silos.Silos[1]);
        grains.Time.Advance(TimeSpan.FromMinutes(6));

        await Eventually.EqualAsync(
            "the ends of the holds", 8L, () => grains.Database.ScalarAsync<long>("select count(*) from departure where free = 1 and held = 0"), TimeSpan.FromMinutes(3));
        await Eventually.TrueAsync(
            "the end of the reminders",
            async () =>
            {
                // One that comes while the departure is busy with the one before stays for the next.
                grains.Time.Advance(TimeSpan.FromMinutes(1));
                return await RemindersAsync(grains) == 0;
            },
            within: TimeSpan.FromMinutes(3));
    }

    [Fact]
    public async Task Hold_AfterAnotherHasWritten_FailsAndThenReadsWhatIsThere()
    {
        var id = await cluster.NewDepartureAsync(3);
        await cluster.Departure(id).HoldAsync(cluster.Hold(1));
        await cluster.Database.ExecuteAsync("update grain_state set version = version + 1 where kind = 'departure' and id = $1", id);

        var answers = Enumerable.Range(0, 3).Select(_ => cluster.Departure(id).HoldAsync(cluster.Hold(1))).ToArray();
        await Assert.ThrowsAsync<InconsistentStateException>(() => answers[0]);
        foreach (var answer in answers)
            await Settled(answer);

        await Eventually.TrueAsync("seats from a new activation", async () => await IsHeldAsync(id));
        var (free, held) = await SumsAsync(id);
        Assert.Equal(3, free + held);
        Assert.Equal((free, held, 0), await RowAsync(id));
    }

    [Fact]
    public async Task Waiting_WhenSeatsAreFreed_IsOfferedThemAndWrittenTo()
    {
        var account = await WriterAsync();
        var id = await cluster.NewDepartureAsync(1, await TripAsync());
        var hold = cluster.Hold(1);
        await cluster.Departure(id).HoldAsync(hold);
        Assert.Equal(1, (await cluster.Departure(id).JoinWaitingAsync(new JoinWaiting(account, 1))).Value?.Position);

        await cluster.Departure(id).ReleaseAsync(hold.BookingId);

        var place = Assert.Single((await ListWaitingAsync(account)).Items);
        Assert.Equal((id, 0, 1), (place.DepartureId, place.Position, place.Seats));
        Assert.Equal(place, (await cluster.Departure(id).GetWaitingAsync(account)).Value);
        Assert.Equal("seats_unavailable", (await cluster.Departure(id).HoldAsync(cluster.Hold(1))).Error?.Code);
        var told = await cluster.ToldAsync(account, "departure.seats_offered");
        Assert.StartsWith(TripsToTry.Complete.Title, told.Body, StringComparison.Ordinal);
        await AssertMailedOnceAsync(account, told);
        Assert.True((await cluster.Departure(id).HoldAsync(cluster.Hold(1, account: account))).IsSuccess);
        Assert.Empty((await ListWaitingAsync(account)).Items);
    }

    [Fact]
    public async Task Cancel_OfADeparture_IsToldToWhoWaitedInVain()
    {
        var account = await WriterAsync();
        var id = await cluster.NewDepartureAsync(1, await TripAsync());
        await cluster.Departure(id).HoldAsync(cluster.Hold(1));
        await cluster.Departure(id).JoinWaitingAsync(new JoinWaiting(account, 1));

        Assert.True((await cluster.Departure(id).CancelAsync(null)).IsSuccess);

        var told = await cluster.ToldAsync(account, "departure.cancelled");
        Assert.Contains(TripsToTry.Complete.Title, told.Body, StringComparison.Ordinal);
        await AssertMailedOnceAsync(account, told);
    }

    [Fact]
    public async Task Close_OfAnAccountThatWaits_TakesItFromTheList()
    {
        var account = GrainCluster.NewId();
        await cluster.Account(account).RegisterAsync(cluster.NewPerson());
        var id = await cluster.NewDepartureAsync(1);
        await cluster.Departure(id).HoldAsync(cluster.Hold(1));
        await cluster.Departure(id).JoinWaitingAsync(new JoinWaiting(account, 1));

        Assert.True((await cluster.Account(account).CloseAsync()).IsSuccess);

        await Eventually.EqualAsync("the place to be gone", 0L, () => cluster.Database.ScalarAsync<long>(
            "select count(*) from departure_waiting where account_id = $1", account));
        // Others see the row before the grain has heard that it is written.
        await Eventually.EqualAsync("the grain to know", (int?)0, async () => (await cluster.Departure(id).GetAsync()).Value?.Waiting);
    }

    [Fact]
    public async Task List_OfATrip_IsInOrderOfDaysPageByPage()
    {
        var trip = GrainCluster.NewId();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(GrainCluster.NewId());
            var day = DateOnly.FromDateTime(cluster.Time.GetUtcNow().UtcDateTime).AddDays(30 - i);
            Assert.True((await cluster.Departure(ids[i]).SaveAsync(Departing.Terms(1, trip) with { StartsOn = day, OwnPrice = Money.Rupiah(i + 1) })).IsSuccess);
        }

        await cluster.Departure(ids[0]).HoldAsync(cluster.Hold(1));
        await cluster.Departure(ids[1]).CancelAsync(null);
        var all = new List<Departure>();
        for (var page = new PageRequest(2, null); ;)
        {
            var answer = await cluster.Grain<IDepartureQueryGrain>("0").ListOfTripAsync(trip, bookableOnly: false, page);
            all.AddRange(answer.Value?.Items ?? []);
            if (answer.Value?.NextCursor is not { } next)
                break;
            page = new PageRequest(2, next);
        }

        var bookable = await cluster.Grain<IDepartureQueryGrain>("0").ListOfTripAsync(trip, bookableOnly: true, new PageRequest(20, null));

        Assert.Equal(Enumerable.Reverse(ids), all.Select(static departure => departure.Id));
        foreach (var listed in all)
            Assert.Equal((await cluster.Departure(listed.Id).GetAsync()).Value, listed);
        Assert.Equal([ids[4], ids[3], ids[2]], bookable.Value?.Items.Select(static departure => departure.Id));
        Assert.Equal("cursor_invalid", (await cluster.Grain<IDepartureQueryGrain>("0").ListOfTripAsync(trip, false, new PageRequest(2, "?"))).Error?.Code);
    }

    private async Task<bool> IsHeldAsync(string id)
    {
        try
        {
            return (await cluster.Departure(id).HoldAsync(cluster.Hold(1))).IsSuccess || (await SumsAsync(id)).Free == 0;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    private static async Task Settled(Task answer)
    {
        try
        {
            await answer;
        }
        catch (InconsistentStateException)
        {
            // Those that were decided on what was not there any more.
        }
    }

    private async Task<(int Free, int Held)> SumsAsync(string id)
    {
        var view = (await cluster.Departure(id).GetAsync()).Value;
        return (view?.Free ?? -1, view?.Held ?? -1);
    }

    private async Task<(int Free, int Held, int Sold)> RowAsync(string id)
    {
        var row = await cluster.Database.ColumnAsync<int>("select unnest(array[free, held, sold]) from departure where id = $1", id);
        return (row[0], row[1], row[2]);
    }

    private static async Task<long> RemindersAsync(GrainCluster grains) =>
        await grains.Database.ScalarAsync<long>("select count(*) from reminder where name = 'holds'");

    /// <summary>Somebody with a proven address who wants mails about trips anyhow: a mail of both ways would be two.</summary>
    private async Task<string> WriterAsync()
    {
        var (account, person) = (GrainCluster.NewId(), cluster.NewPerson());
        Assert.True((await cluster.Account(account).RegisterAsync(person)).IsSuccess);
        Assert.True((await cluster.Account(account).ClaimAsync("email:" + person.Email)).IsSuccess);
        Assert.True((await cluster.Preferences(account).ChangeAsync(new ChangeNotificationPreferences(
            [new CategoryChannels(NotificationCategory.Trips, [NotificationChannel.InApp, NotificationChannel.Email])], null, DigestWindow.Daily, null))).IsSuccess);
        return account;
    }

    private async Task<string> TripAsync() => (await cluster.NewTripAsync(TripsToTry.Complete)).Id;

    /// <summary>One mail, and at once: not by a path beside the notification, and in no digest.</summary>
    private async Task AssertMailedOnceAsync(string account, Notification told)
    {
        var mail = await cluster.DeliveryOfAsync(account, Guid.Parse(told.Id));
        Assert.Equal(NotificationChannel.Email, mail.Channel);
        await Eventually.EqualAsync("all events to be handled", 0L, () => cluster.Database.ScalarAsync<long>("select count(*) from outbox_event"));
        Assert.Equal(0L, await cluster.Database.ScalarAsync<long>("select count(*) from grain_state where kind = 'notification-digest' and id = $1", account));
        Assert.Equal(0L, await cluster.Database.ScalarAsync<long>("select count(*) from grain_state where kind = 'mail' and id like '%/' || $1", account));
    }

    private async Task<Page<WaitingPlace>> ListWaitingAsync(string account) =>
        (await cluster.Grain<IDepartureQueryGrain>("0").ListWaitingAsync(account, new PageRequest(20, null))).Value ?? throw new InvalidOperationException("No page.");
}

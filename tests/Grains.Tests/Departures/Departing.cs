using Nusaloka.Departures;
using Nusaloka.Grains.Departures;
using Nusaloka.Grains.Tests.Cluster;

namespace Nusaloka.Grains.Tests.Departures;

/// <summary>Departures as tests want them.</summary>
internal static class Departing
{
    public const string Id = "0198c5a0-0000-7000-8000-0000000000d1";
    public const string Trip = "0198c5a0-0000-7000-8000-0000000000a1";
    public const string Guide = "0198c5a0-0000-7000-8000-0000000000b1";

    /// <summary>The time at which the tests of rules begin.</summary>
    public static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How long before its first day a departure that needs a group is decided, when nothing is said.</summary>
    public static readonly TimeSpan GroupTime = TimeSpan.FromDays(1);

    public static readonly DateTimeOffset Soon = Now.AddMinutes(10);

    /// <summary>Three days from 10 February 2030 in Makassar.</summary>
    public static SaveDeparture Terms(int capacity, string trip = Trip) => new(trip, Guide, new DateOnly(2030, 2, 10), 3, "Asia/Makassar", capacity, 1, null, null, null);

    /// <summary>A departure that nobody has seats of.</summary>
    public static DepartureState Saved(int capacity) => DepartureRules.Save(new DepartureState(), Id, Terms(capacity), GroupTime, Now).Item1.WithEvents([]);

    public static (DepartureState State, Result<SeatHold> Answer) Hold(
        this DepartureState state, string booking, int seats, DateTimeOffset? until = null, DateTimeOffset? now = null, string? account = null) =>
        DepartureRules.Hold(state.WithEvents([]), Id, new HoldSeats(booking, account ?? booking, seats, until ?? Soon), now ?? Now);

    public static (DepartureState State, Result<SeatHold> Answer) Confirm(this DepartureState state, string booking, int seats, DateTimeOffset? now = null) =>
        DepartureRules.Confirm(state.WithEvents([]), Id, new ConfirmSeats(booking, seats), now ?? Now);

    public static DepartureState Release(this DepartureState state, string booking, DateTimeOffset? now = null) =>
        DepartureRules.Release(state.WithEvents([]), Id, booking, now ?? Now).Item1;

    public static (DepartureState State, Result<WaitingPlace> Answer) Join(this DepartureState state, string account, int seats, DateTimeOffset? now = null) =>
        WaitingRules.Join(state.WithEvents([]), Id, new JoinWaiting(account, seats), now ?? Now);

    public static DepartureState Settle(this DepartureState state, DateTimeOffset now) => DepartureRules.Settle(state.WithEvents([]), Id, now).Item1;

    public static (DepartureState State, Result<Departure> Answer) Save(this DepartureState state, SaveDeparture command, DateTimeOffset? now = null) =>
        DepartureRules.Save(state.WithEvents([]), Id, command, GroupTime, now ?? Now);

    public static Departure View(this DepartureState state, DateTimeOffset? now = null) =>
        DepartureRules.View(state, Id, now ?? Now).Value ?? throw new InvalidOperationException("It was never saved.");

    /// <summary>The id of a booking or an account.</summary>
    public static string Number(int number) => $"0198c5a0-0000-7000-8000-{number:D12}";

    public static IDepartureGrain Departure(this GrainCluster cluster, string id) => cluster.Grain<IDepartureGrain>(id);

    /// <summary>A departure in a month with so many seats.</summary>
    public static async Task<string> NewDepartureAsync(this GrainCluster cluster, int capacity, string? trip = null)
    {
        var id = GrainCluster.NewId();
        var starts = DateOnly.FromDateTime(cluster.Time.GetUtcNow().UtcDateTime).AddDays(30);
        var saved = await cluster.Departure(id).SaveAsync(Terms(capacity, trip ?? GrainCluster.NewId()) with { StartsOn = starts });
        Assert.True(saved.IsSuccess, saved.Error?.Detail);
        return id;
    }

    public static HoldSeats Hold(this GrainCluster cluster, int seats, TimeSpan? time = null, string? account = null, string? booking = null) =>
        new(booking ?? GrainCluster.NewId(), account ?? GrainCluster.NewId(), seats, cluster.Time.GetUtcNow() + (time ?? TimeSpan.FromMinutes(10)));
}

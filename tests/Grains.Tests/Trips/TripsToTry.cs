using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Profiles;
using Nusaloka.Testing;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Tests.Trips;

/// <summary>Trips and guides for tests.</summary>
internal static class TripsToTry
{
    private const string Officer = "0198c5a0-0000-7000-8000-000000000002";

    /// <summary>A trip that can be published.</summary>
    public static TripDetails Complete { get; } = new()
    {
        Title = "Tiga Gili dalam tiga hari",
        Description = "Menyelam permukaan bersama penyu di tiga pulau kecil.",
        Region = "Lombok",
        Places = [new TripPlace("Gili Trawangan", -8.350886, 116.036389, "Asia/Makassar")],
        Days = [new TripDay([new ItineraryItem(new TimeOnly(8, 30), "Bangsal", "Menyeberang", "Perahu", "", "Bungalow")])],
        Included = ["Perahu"],
        Price = Money.Rupiah(1_000_000),
        GroupPrices = [new GroupPrice(4, Money.Rupiah(900_000)), new GroupPrice(8, Money.Rupiah(800_000))],
        Seasons = [new SeasonPrice(new DateOnly(2026, 12, 20), new DateOnly(2027, 1, 5), Money.Rupiah(1_500_000))],
        Languages = ["en", "id"],
        Tags = ["beach", "snorkeling"],
        MinPeople = 2,
        MaxPeople = 8,
    };

    /// <summary>An account whose identity is verified.</summary>
    public static async Task<string> NewGuideAsync(this GrainCluster cluster)
    {
        var id = await cluster.NewPersonAsync();
        var profile = cluster.Grain<IProfileGrain>(id);
        Assert.True((await profile.RequestVerificationAsync(new RequestVerification("SITI AMINAH", IdentityDocument.Ktp, Nik.Next()))).IsSuccess);
        Assert.True((await profile.DecideVerificationAsync(new DecideVerification(true, "", Officer))).IsSuccess);
        return id;
    }

    /// <summary>An account.</summary>
    public static async Task<string> NewPersonAsync(this GrainCluster cluster)
    {
        var id = GrainCluster.NewId();
        Assert.True((await cluster.Account(id).RegisterAsync(cluster.NewPerson())).IsSuccess);
        return id;
    }

    /// <summary>A published trip of a verified guide.</summary>
    public static async Task<Trip> NewTripAsync(this GrainCluster cluster, TripDetails? details = null)
    {
        var guide = await cluster.NewGuideAsync();
        var trip = cluster.Grain<ITripGrain>(GrainCluster.NewId());
        Assert.True((await trip.CreateAsync(new CreateTrip(guide, details ?? Complete))).IsSuccess);
        return (await trip.PublishAsync(new TripCommand(By(guide), null))).Value ?? throw new InvalidOperationException("The trip was not published.");
    }

    /// <summary>A person without a role.</summary>
    public static TripActor By(string accountId) => new(accountId, IsStaff: false, IsAdmin: false);
}

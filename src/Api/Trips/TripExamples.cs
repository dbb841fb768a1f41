using Nusaloka.Trips;

namespace Nusaloka.Api.Trips;

/// <summary>What the OpenAPI document shows of trips.</summary>
internal static class TripExamples
{
    public const string TripId = "0199a0c2-7b10-7c3a-8d51-4f6b1f2c3d4e";
    public const string GuideId = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e";

    public static readonly DateTimeOffset At = new(2026, 3, 2, 1, 15, 0, TimeSpan.Zero);

    public static readonly TripRequest Request = new()
    {
        Title = "Tiga Gili dalam tiga hari",
        Description = "Menyelam permukaan bersama penyu di tiga pulau kecil di barat Lombok, santai dan ramah pemula.",
        Region = "Lombok",
        Places = [new() { Name = "Gili Trawangan", Latitude = -8.350886, Longitude = 116.036389, TimeZone = "Asia/Makassar" }],
        Days =
        [
            new()
            {
                Items =
                [
                    new() { Time = "08:30", Place = "Bangsal", Activity = "Menyeberang ke Gili Trawangan", Transport = "Perahu cepat" },
                    new() { Time = "14:00", Activity = "Snorkeling bersama penyu", Meal = "Ikan bakar", Stay = "Bungalow pantai" },
                ],
            },
        ],
        Included = ["Perahu", "Alat snorkeling"],
        NotIncluded = ["Tiket pesawat"],
        Price = 1_250_000,
        GroupPrices = [new() { MinPeople = 4, PricePerPerson = 1_100_000 }],
        Seasons = [new() { From = new DateOnly(2026, 12, 20), To = new DateOnly(2027, 1, 5), PricePerPerson = 1_600_000 }],
        Languages = ["en", "id"],
        Tags = ["beach", "snorkeling"],
        CancellationPolicy = CancellationPolicy.Moderate,
        MinPeople = 2,
        MaxPeople = 8,
    };

    public static readonly TripResponse Trip = TripResponse.Of(new Trip(
        TripId, GuideId, TripStatus.Published, 3, Request.ToDetails(), At, At.AddHours(2), At.AddHours(2)));

    public static readonly TripSummaryResponse Summary =
        new(TripId, TripStatus.Published, Request.Title, Request.Region, Request.Price, Request.Days.Count, null, At);

    public static readonly TripRevisionResponse Revision =
        new(2, TripRevisionKind.Changed, GuideId, At, new TripChangesResponse { Price = 1_250_000 });
}

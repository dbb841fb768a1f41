using System.Text;
using Nusaloka.Bookings;
using Nusaloka.Grains.Tests.Bookings;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Persistence.Storage;
using Nusaloka.Reviews;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Reviews;

public sealed class ReviewGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task Reviews_OfOneTripWrittenAtOnce_AddUp()
    {
        var trip = GrainCluster.NewId();
        var bookings = new List<(string Id, string Author)>();
        for (var i = 0; i < 20; i++)
            bookings.Add(await BookedAsync(trip));

        var written = await Task.WhenAll(bookings.Select((booking, i) =>
            cluster.Grain<IReviewGrain>(booking.Id).WriteAsync(new WriteReview(booking.Author, (i % 5) + 1, $"Ulasan {i}"))));
        await Task.WhenAll(bookings.Take(5).Select(booking =>
            cluster.Grain<IReviewGrain>(booking.Id).ModerateAsync(new ModerateReview("petugas", IsShown: false, "Bohong"))));
        await cluster.Grain<IReviewGrain>(bookings[4].Id).ModerateAsync(new ModerateReview("petugas", IsShown: true, ""));

        // Four of each star: 60. Five are hidden, one of each star: 45. The one with five stars is shown again: 50 of 16.
        Assert.All(written, static one => Assert.True(one.IsSuccess));
        var (rating, listed) = await ListAsync(trip);
        Assert.Equal(new TripRating(50, 16), rating);
        Assert.Equal(16, listed.Count);
        Assert.Equal(listed.Sum(static one => one.Stars), rating.Sum);
        Assert.Equal(listed.OrderByDescending(static one => (one.CreatedAt, one.Id)).Select(static one => one.Id), listed.Select(static one => one.Id));
    }

    [Fact]
    public async Task Reviews_OfOnePersonWrittenAtOnce_CountOnce()
    {
        var (trip, author) = (GrainCluster.NewId(), GrainCluster.NewId());
        var bookings = new List<string>();
        for (var i = 0; i < 10; i++)
            bookings.Add((await BookedAsync(trip, author: author)).Id);
        var (other, otherAuthor) = await BookedAsync(trip);

        await Task.WhenAll(bookings.Select(booking => cluster.Grain<IReviewGrain>(booking).WriteAsync(new WriteReview(author, 5, ""))));
        await cluster.Grain<IReviewGrain>(other).WriteAsync(new WriteReview(otherAuthor, 1, ""));

        var (rating, listed) = await ListAsync(trip);
        Assert.Equal(new TripRating(6, 2), rating);
        Assert.Equal(11, listed.Count);
    }

    [Fact]
    public async Task Reviews_OfOnePerson_CountByTheNewestThatIsShown()
    {
        var (trip, author) = (GrainCluster.NewId(), GrainCluster.NewId());
        var (first, second) = ((await BookedAsync(trip, author: author)).Id, (await BookedAsync(trip, author: author)).Id);
        await cluster.Grain<IReviewGrain>(first).WriteAsync(new WriteReview(author, 2, ""));
        await cluster.Grain<IReviewGrain>(second).WriteAsync(new WriteReview(author, 5, ""));

        var newest = (await ListAsync(trip)).Rating;
        await cluster.Grain<IReviewGrain>(second).ModerateAsync(new ModerateReview("petugas", IsShown: false, "Bohong"));
        var hidden = (await ListAsync(trip)).Rating;
        await cluster.Grain<IReviewGrain>(first).ModerateAsync(new ModerateReview("petugas", IsShown: false, "Bohong"));
        var both = (await ListAsync(trip)).Rating;

        Assert.Equal((new TripRating(5, 1), new TripRating(2, 1), new TripRating(0, 0)), (newest, hidden, both));
    }

    [Fact]
    public async Task Review_OfABookingThatCostNextToNothing_IsShownAndDoesNotCount()
    {
        var trip = GrainCluster.NewId();
        var (cheap, author) = await BookedAsync(trip, total: 1);
        var (paid, other) = await BookedAsync(trip);

        await cluster.Grain<IReviewGrain>(cheap).WriteAsync(new WriteReview(author, 5, ""));
        await cluster.Grain<IReviewGrain>(paid).WriteAsync(new WriteReview(other, 3, ""));

        var (rating, listed) = await ListAsync(trip);
        Assert.Equal(new TripRating(3, 1), rating);
        Assert.Equal(2, listed.Count);
    }

    [Fact]
    public async Task Write_OfABookingThatIsNotThereOrNotOver_IsRefused()
    {
        var (running, author) = await BookedAsync(GrainCluster.NewId(), BookingStatus.Confirmed);

        var missing = await cluster.Grain<IReviewGrain>(GrainCluster.NewId()).WriteAsync(new WriteReview(author, 5, ""));
        var early = await cluster.Grain<IReviewGrain>(running).WriteAsync(new WriteReview(author, 5, ""));

        Assert.Equal(BookingErrors.NotFound.Code, missing.Error?.Code);
        Assert.Equal(ReviewErrors.BookingNotCompleted.Code, early.Error?.Code);
        Assert.Equal(0, await cluster.Database.ScalarAsync<long>("select count(*) from grain_state where kind = 'review' and id = $1", running));
    }

    [Fact]
    public async Task Queue_HasWhatIsHeldAndReportedUntilStaffDecide()
    {
        var trip = GrainCluster.NewId();
        var (held, author) = await BookedAsync(trip);
        var (reported, other) = await BookedAsync(trip);
        await cluster.Grain<IReviewGrain>(held).WriteAsync(new WriteReview(author, 1, "Lihat www.murah.id"));
        await cluster.Grain<IReviewGrain>(reported).WriteAsync(new WriteReview(other, 5, "Bagus"));
        Assert.True((await cluster.Grain<IReviewGrain>(reported).ReportAsync(new ReportReview(author, "Bohong"))).IsSuccess);

        var before = (await Queries.ListQueueAsync(new PageRequest(100, null))).Value!.Items.Where(one => one.Review.TripId == trip).ToArray();
        await cluster.Grain<IReviewGrain>(held).ModerateAsync(new ModerateReview("petugas", IsShown: true, ""));
        await cluster.Grain<IReviewGrain>(reported).ModerateAsync(new ModerateReview("petugas", IsShown: false, "Bohong"));

        Assert.Equal([(held, 0), (reported, 1)], before.Select(static one => (one.Review.Id, one.Reports)));
        Assert.DoesNotContain((await Queries.ListQueueAsync(new PageRequest(100, null))).Value!.Items, one => one.Review.TripId == trip);
        Assert.Equal(new TripRating(1, 1), (await ListAsync(trip)).Rating);
    }

    [Fact]
    public async Task ClosedAccount_OfAnAuthor_LeavesTheWordsAndForgetsWho()
    {
        var author = GrainCluster.NewId();
        Assert.True((await cluster.Account(author).RegisterAsync(cluster.NewPerson())).IsSuccess);
        var (booking, _) = await BookedAsync(GrainCluster.NewId(), author: author);
        await cluster.Grain<IReviewGrain>(booking).WriteAsync(new WriteReview(author, 5, "Bagus"));

        Assert.True((await cluster.Account(author).CloseAsync()).IsSuccess);

        await Eventually.EqualAsync("forgotten", "", async () => (await cluster.Grain<IReviewGrain>(booking).ViewAsync("siapa saja", isStaff: false)).Value!.AuthorId);
        Assert.Equal("Bagus", (await cluster.Grain<IReviewGrain>(booking).ViewAsync("siapa saja", isStaff: false)).Value!.Text);
    }

    private IReviewQueryGrain Queries => cluster.Grain<IReviewQueryGrain>("0");

    private async Task<(TripRating Rating, IReadOnlyList<Review> Reviews)> ListAsync(string trip)
    {
        var (listed, cursor) = (new List<Review>(), (string?)null);
        TripReviews page;
        do
        {
            page = (await Queries.ListOfTripAsync(trip, new PageRequest(3, cursor))).Value!;
            listed.AddRange(page.Reviews.Items);
            cursor = page.Reviews.NextCursor;
        }
        while (cursor is not null);
        return (page.Rating, listed);
    }

    /// <summary>A booking as its grain would have stored it at the end of its trip.</summary>
    private async Task<(string Id, string Author)> BookedAsync(string trip, BookingStatus status = BookingStatus.Completed, string? author = null, long? total = null)
    {
        var id = GrainCluster.NewId();
        var state = BookingBuilder.Confirmed() with { AccountId = author ?? GrainCluster.NewId(), TripId = trip, Status = status, PayoutAt = null };
        state = total is { } units ? state with { Total = Money.Rupiah(units) } : state;
        await cluster.Database.ExecuteAsync(
            "insert into grain_state (kind, id, version, state, updated_at) values ('booking', $1, 1, $2::jsonb, now())",
            id, Encoding.UTF8.GetString(StateJson.Serialize(state)));
        return (id, state.AccountId);
    }
}

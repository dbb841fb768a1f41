using Nusaloka.Bookings;
using Nusaloka.Grains.Reviews;
using Nusaloka.Grains.Tests.Bookings;
using Nusaloka.Reviews;

namespace Nusaloka.Grains.Tests.Reviews;

public sealed class ReviewRulesTests
{
    private static readonly DateTimeOffset Now = BookingBuilder.Now;
    private static readonly Booking Booking = BookingBuilder.Confirmed().View(BookingBuilder.Id) with { Status = BookingStatus.Completed };

    [Theory]
    [InlineData("Penyunya banyak, pemandunya sabar. Berangkat 08.30, selesai 17.00, 3 hari.", ReviewStatus.Shown)]
    [InlineData("", ReviewStatus.Shown)]
    [InlineData("Harga Rp1.250.000 per orang, kapal nomor 12.", ReviewStatus.Shown)]
    [InlineData("Pesan langsung ke 0812-3456-7890 lebih murah", ReviewStatus.Held)]
    [InlineData("rekening 061 110 4579", ReviewStatus.Held)]
    [InlineData("lihat https://contoh.id/murah", ReviewStatus.Held)]
    [InlineData("lihat tripmurah.com ya", ReviewStatus.Held)]
    [InlineData("tulis ke siti@contoh.id", ReviewStatus.Held)]
    [InlineData("Pemandunya GOBLOK", ReviewStatus.Held)]
    public void Write_ByItsWords_IsShownOrHeld(string text, ReviewStatus expected) =>
        Assert.Equal(expected, Write(text: text).Value!.Status);

    [Fact]
    public void Write_OfAnotherOrOfWhatIsNotOver_IsRefused()
    {
        Assert.Equal(BookingErrors.NotFound, ReviewRules.Write(new ReviewState(), new WriteReview(BookingBuilder.Guide, 5, ""), Booking, 0, Now).Error);
        foreach (var status in Enum.GetValues<BookingStatus>().Where(static status => status != BookingStatus.Completed))
        {
            Assert.Equal(
                ReviewErrors.BookingNotCompleted,
                ReviewRules.Write(new ReviewState(), new WriteReview(BookingBuilder.Traveller, 5, ""), Booking with { Status = status }, 0, Now).Error);
        }
    }

    [Theory]
    [InlineData(0, "ok", "/stars")]
    [InlineData(6, "ok", "/stars")]
    [InlineData(5, "a\u0007b", "/text")]
    public void Write_WithAWrongField_NamesIt(int stars, string text, string pointer) =>
        Assert.Equal(pointer, Assert.Single(Write(stars, text).Error!.Fields).Pointer);

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Write_OfABookingThatCostTooLittle_DoesNotCount(long missing, bool counts)
    {
        var booking = Booking with { RefundAmount = Money.Rupiah(10_000) };
        var paid = (booking.Total - booking.RefundAmount).Units;

        var written = ReviewRules.Write(new ReviewState(), new WriteReview(BookingBuilder.Traveller, 5, ""), booking, paid + missing, Now).Value!;

        Assert.Equal((counts, ReviewStatus.Shown), (written.Counts, written.Status));
    }

    [Fact]
    public void Forget_KeepsThatTwoReviewsAreOfOnePerson()
    {
        var written = Write().Value!;
        var old = written with { AuthorKey = "" };

        var (forgotten, oldForgotten) = (ReviewRules.Forget(written, BookingBuilder.Traveller), ReviewRules.Forget(old, BookingBuilder.Traveller));

        Assert.Equal(("", written.AuthorKey), (forgotten.AuthorId, forgotten.AuthorKey));
        Assert.Equal(("", written.AuthorKey), (oldForgotten.AuthorId, oldForgotten.AuthorKey));
        Assert.DoesNotContain(BookingBuilder.Traveller, written.AuthorKey, StringComparison.Ordinal);
        Assert.NotEqual(written.AuthorKey, ReviewRules.AuthorKey("another trip", BookingBuilder.Traveller));
    }

    [Fact]
    public void CanSee_HiddenOfWhoIsForgotten_IsForStaffAloneAndNotForWhoHasNoId()
    {
        var hidden = ReviewRules.Moderate(ReviewRules.Forget(Write().Value!, BookingBuilder.Traveller), new ModerateReview("petugas", IsShown: false, "Bohong"), Now).Value!;

        Assert.Equal((false, true), (ReviewRules.CanSee(hidden, "", isStaff: false), ReviewRules.CanSee(hidden, "", isStaff: true)));
    }

    [Fact]
    public void Write_Twice_IsTheSameOnlyWithTheSameWords()
    {
        var written = Write().Value!;

        Assert.Same(written, ReviewRules.Write(written, new WriteReview(BookingBuilder.Traveller, 5, " Bagus "), Booking, 0, Now.AddDays(1)).Value);
        Assert.Equal(ReviewErrors.Exists, ReviewRules.Write(written, new WriteReview(BookingBuilder.Traveller, 4, "Bagus"), Booking, 0, Now).Error);
    }

    [Fact]
    public void Answer_IsForTheGuideAndCanBeTakenBack()
    {
        var written = Write().Value!;

        var answered = ReviewRules.Answer(written, new AnswerReview(BookingBuilder.Guide, "Terima kasih", 1), Now.AddDays(1)).Value!;
        var taken = ReviewRules.Answer(answered, new AnswerReview(BookingBuilder.Guide, "", 2), Now.AddDays(2)).Value!;

        Assert.Equal(("Terima kasih", Now.AddDays(1), 2L), (answered.Answer, answered.AnsweredAt, answered.Version));
        Assert.Equal(((string?)null, (DateTimeOffset?)null, 3L), (taken.Answer, taken.AnsweredAt, taken.Version));
        Assert.Equal(ReviewErrors.NotTheGuide, ReviewRules.Answer(written, new AnswerReview(BookingBuilder.Traveller, "x", null), Now).Error);
        Assert.Equal(ReviewErrors.VersionMismatch, ReviewRules.Answer(answered, new AnswerReview(BookingBuilder.Guide, "x", 1), Now).Error);
    }

    [Theory]
    [InlineData("Lain kali pesan ke 0812-3456-7890")]
    [InlineData("Lihat www.murah.id")]
    [InlineData("Anda goblok")]
    public void Answer_WithAWayOutOrAnInsult_IsRefused(string text)
    {
        var refused = ReviewRules.Answer(Write().Value!, new AnswerReview(BookingBuilder.Guide, text, null), Now);

        Assert.Equal(("/text", "not_allowed"), (Assert.Single(refused.Error!.Fields).Pointer, refused.Error.Fields[0].Code));
    }

    [Fact]
    public void Report_CountsEachPersonOnceAndSoManyAtMost()
    {
        var review = Write().Value!;
        for (var i = 0; i < ReviewLimits.MaxReports + 10; i++)
        {
            review = ReviewRules.Report(review, new ReportReview($"orang-{i}", "Bohong"), Now).Value!;
            review = ReviewRules.Report(review, new ReportReview($"orang-{i}", "Bohong lagi"), Now).Value!;
        }

        Assert.Equal(ReviewLimits.MaxReports, review.Reports.Length);
        Assert.Equal(ReviewErrors.OwnReview, ReviewRules.Report(review, new ReportReview(BookingBuilder.Traveller, "x"), Now).Error);
    }

    [Fact]
    public void Moderate_HidesFromAllButAuthorAndStaffAndSettlesReports()
    {
        var reported = ReviewRules.Report(Write().Value!, new ReportReview("orang", "Bohong"), Now).Value!;

        var hidden = ReviewRules.Moderate(reported, new ModerateReview("petugas", IsShown: false, "Bohong"), Now).Value!;
        var shown = ReviewRules.Moderate(hidden, new ModerateReview("petugas", IsShown: true, ""), Now).Value!;

        Assert.Equal(
            (false, true, true), (ReviewRules.CanSee(hidden, "orang", false), ReviewRules.CanSee(hidden, BookingBuilder.Traveller, false), ReviewRules.CanSee(hidden, "petugas", true)));
        Assert.Empty(hidden.Reports);
        Assert.Equal((ReviewStatus.Shown, 4L), (shown.Status, shown.Version));
        Assert.Equal("/reason", Assert.Single(ReviewRules.Moderate(reported, new ModerateReview("petugas", IsShown: false, ""), Now).Error!.Fields).Pointer);
        Assert.Equal(ReviewErrors.NotFound, ReviewRules.Moderate(new ReviewState(), new ModerateReview("petugas", true, ""), Now).Error);
        Assert.Equal(ReviewErrors.NotFound, ReviewRules.Answer(hidden, new AnswerReview(BookingBuilder.Guide, "x", null), Now).Error);
    }

    private static Result<ReviewState> Write(int stars = 5, string text = "Bagus") =>
        ReviewRules.Write(new ReviewState(), new WriteReview(BookingBuilder.Traveller, stars, text), Booking, 0, Now);
}

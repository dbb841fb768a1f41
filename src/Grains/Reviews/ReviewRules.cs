using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Nusaloka.Bookings;
using Nusaloka.Grains.Profiles;
using Nusaloka.Reviews;

namespace Nusaloka.Grains.Reviews;

/// <summary>The decisions about a review: pure functions from state and command to the next state, the same one when nothing changes.</summary>
internal static class ReviewRules
{
    /// <summary>The traveller writes.</summary>
    /// <param name="state">As it is.</param>
    /// <param name="command">What they write.</param>
    /// <param name="booking">What it is about.</param>
    /// <param name="leastPaid">What must have been paid, in whole rupiah, for the stars to count: who buys reviews pays for each.</param>
    /// <param name="now">When.</param>
    public static Result<ReviewState> Write(ReviewState state, WriteReview command, Booking booking, long leastPaid, DateTimeOffset now)
    {
        if (booking.AccountId != command.AuthorId)
            return BookingErrors.NotFound;
        if (booking.Status != BookingStatus.Completed)
            return ReviewErrors.BookingNotCompleted;

        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        var text = ProfileText.Parse(command.Text, "/text", 0, ReviewLimits.MaxTextLength, wrong, mayHaveLines: true);
        if (command.Stars is < 1 or > 5)
            wrong.Add(new FieldError("/stars", "out_of_range", "There are 1 to 5 stars."));
        if (wrong.Count > 0)
            return Error.Validation(wrong.ToImmutable());
        if (Exists(state))
            return state.AuthorId == command.AuthorId && state.Stars == command.Stars && state.Text == text ? state : ReviewErrors.Exists;

        return new ReviewState
        {
            TripId = booking.TripId,
            GuideId = booking.GuideId,
            AuthorId = command.AuthorId,
            AuthorKey = AuthorKey(booking.TripId, command.AuthorId),
            Counts = (booking.Total - booking.RefundAmount).Units >= leastPaid,
            Stars = command.Stars,
            Text = text,
            Status = ReviewWords.NeedACheck(text) ? ReviewStatus.Held : ReviewStatus.Shown,
            CreatedAt = now,
            Version = 1,
        };
    }

    /// <summary>The guide answers, or takes the answer back.</summary>
    public static Result<ReviewState> Answer(ReviewState state, AnswerReview command, DateTimeOffset now)
    {
        if (!CanSee(state, command.GuideId, isStaff: false))
            return ReviewErrors.NotFound;
        if (state.GuideId != command.GuideId)
            return ReviewErrors.NotTheGuide;
        if (command.ExpectedVersion is { } expected && expected != state.Version)
            return ReviewErrors.VersionMismatch;

        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        var text = ProfileText.Parse(command.Text, "/text", 0, ReviewLimits.MaxTextLength, wrong, mayHaveLines: true);
        // A review may wait for staff; an answer that did would leave the traveller's words alone on the page, so it is written anew.
        if (ReviewWords.NeedACheck(text))
            wrong.Add(new FieldError("/text", "not_allowed", "An answer has no links, addresses, numbers to call or to pay to, and no insults."));
        if (wrong.Count > 0)
            return Error.Validation(wrong.ToImmutable());
        if (text == (state.Answer ?? ""))
            return state;
        return text.Length == 0
            ? state with { Answer = null, AnsweredAt = null, Version = state.Version + 1 }
            : state with { Answer = text, AnsweredAt = now, Version = state.Version + 1 };
    }

    /// <summary>Somebody tells staff.</summary>
    public static Result<ReviewState> Report(ReviewState state, ReportReview command, DateTimeOffset now)
    {
        if (!CanSee(state, command.ReporterId, isStaff: false))
            return ReviewErrors.NotFound;
        if (state.AuthorId == command.ReporterId)
            return ReviewErrors.OwnReview;

        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        var reason = ProfileText.Parse(command.Reason, "/reason", 1, ReviewLimits.MaxReasonLength, wrong);
        if (wrong.Count > 0)
            return Error.Validation(wrong.ToImmutable());
        return state.Reports.Length >= ReviewLimits.MaxReports || state.Reports.Any(report => report.ReporterId == command.ReporterId)
            ? state
            : state with { Reports = state.Reports.Add(new ReviewReport(command.ReporterId, reason, now)), Version = state.Version + 1 };
    }

    /// <summary>Staff decide; what was reported is settled by it.</summary>
    public static Result<ReviewState> Moderate(ReviewState state, ModerateReview command, DateTimeOffset now)
    {
        if (!Exists(state))
            return ReviewErrors.NotFound;
        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        var reason = ProfileText.Parse(command.Reason, "/reason", command.IsShown ? 0 : 1, ReviewLimits.MaxReasonLength, wrong);
        if (wrong.Count > 0)
            return Error.Validation(wrong.ToImmutable());

        var status = command.IsShown ? ReviewStatus.Shown : ReviewStatus.Hidden;
        return state.Status == status && state.Reports.IsEmpty
            ? state
            : state with
            {
                Status = status,
                Reports = [],
                ModeratedBy = command.StaffId,
                ModerationReason = reason,
                ModeratedAt = now,
                Version = state.Version + 1,
            };
    }

    /// <summary>The author is gone; what they wrote stays, and nobody knows who it was.</summary>
    public static ReviewState Forget(ReviewState state, string accountId) => state.AuthorId == accountId && accountId.Length > 0
        ? state with
        {
            AuthorId = "", AuthorKey = state.AuthorKey.Length > 0 ? state.AuthorKey : AuthorKey(state.TripId, accountId), Version = state.Version + 1,
        }
        : state;

    /// <summary>Whether the person sees the review; who is not signed in has no id, as an author who is forgotten.</summary>
    public static bool CanSee(ReviewState state, string viewerId, bool isStaff) =>
        Exists(state) && (state.Status == ReviewStatus.Shown || isStaff || (state.AuthorId == viewerId && viewerId.Length > 0));

    /// <summary>The person as the author of reviews of this trip; of another trip they are somebody else.</summary>
    public static string AuthorKey(string tripId, string authorId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{tripId}\n{authorId}")));

    /// <summary>What is seen of it.</summary>
    public static Review View(string id, ReviewState state) => new(
        id, state.TripId, state.GuideId, state.AuthorId, state.Stars, state.Text, state.Status, state.Answer, state.AnsweredAt, state.CreatedAt,
        state.Version);

    private static bool Exists(ReviewState state) => state.Stars > 0;
}

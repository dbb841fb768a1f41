using Nusaloka.Api.Trips;
using Nusaloka.Reviews;

namespace Nusaloka.Api.Reviews;

/// <summary>What the OpenAPI document shows of reviews.</summary>
internal static class ReviewExamples
{
    public static readonly WriteReviewRequest Write = new() { Stars = 5, Text = "Penyunya banyak, pemandunya sabar." };

    public static readonly ReviewResponse Review = new(
        "0199a0c2-8a44-7c3a-8d51-4f6b1f2c3d4e", TripExamples.TripId, "0199a0c2-9b7e-7c3a-9d51-0f6b1f2c3d4e", 5, Write.Text, ReviewStatus.Shown,
        null, null, TripExamples.At);

    public static readonly ReviewResponse Answered =
        Review with { Answer = "Terima kasih, sampai jumpa lagi.", AnsweredAt = TripExamples.At.AddDays(1) };
}

using System.Globalization;
using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Harness;

namespace Nusaloka.Scenarios.Bookings;

/// <summary>Somebody who wants a seat that another holds, and asks for it again and again, from a second before the end of the hold until the seat is theirs.</summary>
/// <param name="Refusals">How often they were refused.</param>
/// <param name="LastRefused">When that was asked which was refused last.</param>
/// <param name="Asked">When they asked that got the seat.</param>
/// <param name="Answered">When they were told.</param>
/// <param name="Booking">Their booking.</param>
internal sealed record SeatHunt(int Refusals, DateTimeOffset? LastRefused, DateTimeOffset Asked, DateTimeOffset Answered, string Booking)
{
    private static readonly TimeSpan Head = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Hunts for a departure's one seat.</summary>
    /// <param name="client">By whom bookings are made.</param>
    /// <param name="who">Who wants it.</param>
    /// <param name="departure">The departure.</param>
    /// <param name="end">When the hold is over.</param>
    /// <param name="mayHave">Whether they may have it: whoever waits for seats is before them.</param>
    /// <returns>How it went; null when they may not have it any more.</returns>
    public static async Task<SeatHunt?> RunAsync(BookingClient client, Person who, string departure, DateTimeOffset end, Func<Task<bool>> mayHave)
    {
        DateTimeOffset? lastRefused = null;
        await Pace.PauseAsync(end - Head - TimeProvider.System.GetUtcNow());
        for (var tries = 0; await mayHave(); tries++)
        {
            var asked = TimeProvider.System.GetUtcNow();
            var answer = await client.BookAsync(who, departure, string.Create(CultureInfo.InvariantCulture, $"buru-{departure}-{tries}"));
            if (answer.Status == 201)
                return new SeatHunt(tries, lastRefused, asked, TimeProvider.System.GetUtcNow(), answer.Text("id"));

            Assert.True(answer is { Status: 409, Code: "seats_unavailable" }, $"{answer}");
            lastRefused = asked;
            await Pace.PauseAsync(Pause);
        }

        return null;
    }
}

using System.Collections.Concurrent;
using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Harness;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Bookings;

/// <summary>A booking's payer, its traveller, its guide, its countdown and its gateway cross each other: each booking has one end, and its money is in one place.</summary>
public sealed class BookingRaceTests(ITestOutputHelper output)
{
    private const string Card = "4242424242424242";
    private const string Processing = "4000000000002024";
    private const string LateAnswer = "4000000000004251";

    /// <summary>Answered two seconds after the webhook, twice; answered with a 500; each webhook ten times; and one that says less than is known after the last.</summary>
    private static readonly string[] OddCards = [LateAnswer, LateAnswer, "4000000000005001", "4000000000002081", "4000000000004095"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task PaidAndCancelledAtOnce_KillOfASilo_EachEndsPaidOrGivenBack()
    {
        const int count = 28;
        const int killAfter = 6;
        var random = Seed.Draw(output);
        await using var scenario = await BookingScenario.StartAsync(output, count, holdSeconds: 30);
        var booked = await scenario.BookAsync(count);
        var answers = new ConcurrentQueue<Answer>();
        var races = booked.Select((booking, i) =>
        {
            // The payer is ahead, or who cancels; by wallet, at once by card, by one that takes five seconds, by one that is answered late.
            var (lead, method) = (random.Next(-120, 120), random.Next(4));
            Func<Task<Answer>> pay = () => PayAsync(scenario, i, booking.Text("id"), method);
            Func<Task<Answer>> cancel = () => scenario.Bookings.CancelAsync(i % 3 == 0 ? scenario.Guide : scenario.Traveller(i), booking.Text("id"));
            Func<Task<Answer>> again = () => scenario.Bookings.CancelAsync(scenario.Traveller(i), booking.Text("id"));
            return Task.WhenAll(
                AfterAsync(Math.Max(0, -lead), pay, answers), AfterAsync(Math.Max(0, lead), cancel, answers),
                i % 6 == 0 ? AfterAsync(Math.Max(0, lead), again, answers) : Task.CompletedTask);
        }).ToArray();

        await Eventually.TrueAsync($"{killAfter} answers", () => answers.Count >= killAfter, within: Patience);
        await scenario.Cluster.Silos[1].KillAsync();
        await Task.WhenAll(races);

        await scenario.Books.AssertSoundAsync();
        Assert.All(answers, static answer => Assert.True(answer.Status is 200 or 409, $"{answer}"));
        foreach (var group in answers.GroupBy(static answer => $"{answer.Request.Split('/')[^1]}: {answer.Status} {answer.Code}"))
            output.WriteLine($"{group.Count()} times {group.Key}");
        output.WriteLine($"{await scenario.Books.ConfirmedAsync()} of {count} are confirmed.");
    }

    [Fact]
    public async Task ConfirmedTwiceAndPaidTwice_EachIsPaidOnce()
    {
        const int count = 12;
        await using var scenario = await BookingScenario.StartAsync(output, count, holdSeconds: 600);
        var booked = await scenario.BookAsync(count);

        var answers = await Task.WhenAll(booked.Select(async (booking, i) => await Task.WhenAll(PayTwice(scenario, i, booking.Text("id")))));

        await scenario.Books.AssertSoundAsync();
        Assert.Equal(count, await scenario.Books.ConfirmedAsync());
        // The same key is the same payment, and whoever asks the booking twice is told of the one that it has.
        for (var i = 0; i < count; i++)
        {
            if (i % 4 != 3)
                Assert.Single(answers[i].Where(static answer => answer.Status == 200).Select(static answer => answer.Body.GetProperty("payment").GetProperty("id").GetString()).Distinct());
        }
    }

    [Fact]
    public async Task PaidWhenItsTimeIsOver_MoneyGoesBackAndTheSeatsAreSoldAgain()
    {
        const int seats = 5;
        await using var scenario = await BookingScenario.StartAsync(output, seats, holdSeconds: 12);
        var booked = await scenario.BookAsync(seats);
        var ids = booked.Select(static booking => booking.Text("id")).ToArray();
        var ends = booked.Select(static booking => booking.Body.GetProperty("expires_at").GetDateTimeOffset()).ToArray();
        // Two never pay on the gateway's page, and their money arrives after it was canceled; one pays there as the hold ends; nobody pays for the last two in time.
        var pages = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => scenario.Bookings.PayBySandboxAsync(scenario.Traveller(i), ids[i], card: null, $"bayar-{i}")));
        var onTheLine = PayOnTheLineAsync(scenario, pages[2].MustBe(200), ends[2]);

        var sold = await SellAgainAsync(scenario, seats - 1, ends.Min());

        // What was not begun in time takes nothing any more, and what pays for the booking without it goes back.
        await Eventually.EqualAsync("the booking to expire", 6, () => scenario.Books.StatusAsync(ids[3]), Patience);
        var late = await scenario.Bookings.PayAsync(scenario.Traveller(3), ids[3], "terlambat");
        Assert.True(late is { Status: 409, Code: "booking_expired" or "booking_status" }, $"{late}");
        await scenario.Bookings.PayBesideAsync(scenario.Traveller(4), ids[4], BookingScenario.Price, Card, "di samping");
        await onTheLine;
        foreach (var id in ids[..2])
        {
            await Eventually.EqualAsync(
                "the late money to be back", 1,
                () => scenario.Books.ScalarAsync($"select count(*) from payment where payment->>'subject' = '{id}' and payment->'refunds' @> '[{{\"origin\": \"late_payment\", \"status\": \"succeeded\"}}]'"),
                Patience);
        }

        await scenario.Books.AssertSoundAsync();
        output.WriteLine($"A seat was held again {(long)(sold - ends.Min()).TotalMilliseconds} ms after the first hold's end; {await scenario.Books.ConfirmedAsync()} of {seats} are sold.");
    }

    [Fact]
    public async Task WebhookBeforeTheResponse_IsConfirmedOnce()
    {
        await using var scenario = await BookingScenario.StartAsync(output, OddCards.Length, holdSeconds: 600);
        var booked = await scenario.BookAsync(OddCards.Length);

        var paid = await Task.WhenAll(OddCards.Select((card, i) => scenario.Bookings.PayBySandboxAsync(scenario.Traveller(i), booked[i].Text("id"), card, $"bayar-{i}")));

        Assert.All(paid, static answer => Assert.Equal(200, answer.Status));
        await Eventually.EqualAsync("all to be confirmed", OddCards.Length, scenario.Books.ConfirmedAsync, Patience);
        await scenario.Books.AssertSoundAsync();
        await Eventually.EqualAsync(
            "the webhook of each", OddCards.Length,
            () => scenario.Books.ScalarAsync("select count(distinct payment_id) from webhook_inbox where status = 'applied'"), Patience);
    }

    private static async Task AfterAsync(int milliseconds, Func<Task<Answer>> send, ConcurrentQueue<Answer> answers)
    {
        await Pace.PauseAsync(TimeSpan.FromMilliseconds(milliseconds));
        answers.Enqueue(await send());
    }

    private static Task<Answer> PayAsync(BookingScenario scenario, int i, string id, int method) => method == 0
        ? scenario.Bookings.PayAsync(scenario.Traveller(i), id, $"bayar-{i}")
        : scenario.Bookings.PayBySandboxAsync(scenario.Traveller(i), id, method switch { 1 => Card, 2 => Processing, _ => LateAnswer }, $"bayar-{i}");

    /// <summary>The same payment confirmed thrice, by wallet and by card; two at once under two keys; one beside the booking's own.</summary>
    private static IEnumerable<Task<Answer>> PayTwice(BookingScenario scenario, int i, string id)
    {
        var (bookings, payer) = (scenario.Bookings, scenario.Traveller(i));
        return (i % 4) switch
        {
            0 => Enumerable.Range(0, 3).Select(_ => bookings.PayAsync(payer, id, $"bayar-{i}")),
            1 => Enumerable.Range(0, 3).Select(_ => bookings.PayBySandboxAsync(payer, id, i % 8 == 1 ? Card : LateAnswer, $"bayar-{i}")),
            2 => [bookings.PayAsync(payer, id, $"dompet-{i}"), bookings.PayBySandboxAsync(payer, id, Card, $"kartu-{i}")],
            _ => [bookings.PayAsync(payer, id, $"dompet-{i}"), bookings.PayBesideAsync(payer, id, BookingScenario.Price, Card, $"di-samping-{i}")],
        };
    }

    /// <summary>Pays on the gateway's page just when the seats are not held any more.</summary>
    private static async Task PayOnTheLineAsync(BookingScenario scenario, Answer begun, DateTimeOffset end)
    {
        var page = new Uri(begun.Body.GetProperty("payment").GetProperty("next_action").GetProperty("value").GetString() ?? "").AbsolutePath;
        await Pace.PauseAsync(end - TimeProvider.System.GetUtcNow());
        var paid = await scenario.Bookings.PayOnPageAsync(scenario.Traveller(2), page);
        Assert.True(paid.Status is 200 or 409, $"{paid}");
    }

    /// <summary>Others ask for seats all the time, and pay for what they get, until so many were sold.</summary>
    /// <returns>When the first got one.</returns>
    private static async Task<DateTimeOffset> SellAgainAsync(BookingScenario scenario, int count, DateTimeOffset end)
    {
        DateTimeOffset? first = null;
        var (tries, paid) = (0, 0);
        await Eventually.TrueAsync(
            $"{count} seats to be sold again",
            async () =>
            {
                var booked = await scenario.Bookings.BookAsync(scenario.Traveller(tries), scenario.Departure, $"lagi-{tries}");
                Assert.True(booked.Status == 201 || booked is { Status: 409, Code: "seats_unavailable" }, $"{booked}");
                if (booked.Status == 201)
                {
                    first ??= TimeProvider.System.GetUtcNow();
                    Assert.True(first >= end, $"A seat that was held until {end:O} was sold to another at {first:O}.");
                    var answer = await scenario.Bookings.PayAsync(scenario.Traveller(tries), booked.Text("id"), $"lagi-{tries}");
                    paid += answer.Status == 200 ? 1 : 0;
                }

                tries++;
                await Pace.PauseAsync(TimeSpan.FromMilliseconds(100));
                return paid >= count;
            },
            () => Task.FromResult($"{paid} were sold"), Patience);
        return first ?? end;
    }
}

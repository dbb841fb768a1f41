using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Nusaloka.Api.Tests.Pdf;

namespace Nusaloka.Api.Tests.Bookings;

[Collection(ApiCollection.Name)]
public sealed class BookingEndpointTests(ApiServer api)
{
    private const string Path = BookingsOverHttp.Path;

    [Fact]
    public async Task BookPayAndTravel_TheWholeWay_IsOneStory()
    {
        var (guide, tripId, departureId) = await api.NewDepartureAsync(inDays: 1);
        var person = await api.RegisterWithAsync(500_000);

        using var created = await person.PostAsync(Path, BookingsOverHttp.Asked(departureId, seats: 2));
        var booked = await created.BodyAsync(201);
        var path = $"{Path}/{booked.Text("id")}";
        Assert.Equal(path, created.Headers.Location?.ToString());
        Assert.Equal(("awaiting_payment", 200_000, tripId, "moderate"), (booked.Text("status"), booked.Number("total_amount"), booked.Text("trip_id"), booked.Text("cancellation_policy")));
        Assert.NotNull(booked["expires_at"]);

        using var waiting = await person.Client.GetAsync(path + "/voucher");
        await ProblemAssert.IsAsync(waiting, 409, "booking_status");
        var paid = await person.PayAsync(booked.Text("id"));
        Assert.Equal(("confirmed", "succeeded"), (paid["booking"]!.Text("status"), paid["payment"]!.Text("status")));
        Assert.Null(paid["booking"]!["expires_at"]);
        Assert.Equal(300_000, await person.BalanceAsync());

        using var read = await person.Client.GetAsync(path);
        Assert.Equal($"\"{paid["booking"]!.Number("version")}\"", read.Headers.ETag?.ToString());
        Assert.Contains((await person.Client.GetJsonAsync(Path + "?status=confirmed"))["data"]!.AsArray(), one => one!.Text("id") == booked.Text("id"));
        var ofGuide = (await guide.Client.GetJsonAsync($"/api/v1/guides/me/bookings?departure_id={departureId}"))["data"]!.AsArray();
        Assert.Equal("Siti Aminah", Assert.Single(ofGuide)!["contact"]!.Text("name"));

        using var voucher = await person.Client.GetAsync(path + "/voucher");
        Assert.Equal(("application/pdf", true), (voucher.Content.Headers.ContentType?.MediaType, voucher.Headers.CacheControl?.NoStore));
        var code = PdfText.Read(await voucher.Content.ReadAsByteArrayAsync()).Texts.Single(static text => Regex.IsMatch(text, "^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$"));
        using var wrong = await guide.Client.SendJsonAsync(HttpMethod.Post, path + "/check-in", new { code = "0000-0000-0000-0000" });
        await ProblemAssert.IsAsync(wrong, 422, "voucher_invalid");
        using var byTraveller = await person.Client.SendJsonAsync(HttpMethod.Post, path + "/check-in", new { code });
        await ProblemAssert.IsAsync(byTraveller, 403, "not_the_guide");
        using var checkedIn = await guide.Client.SendJsonAsync(HttpMethod.Post, path + "/check-in", new { code = code.ToLowerInvariant() });
        Assert.NotNull((await checkedIn.BodyAsync())["checked_in_at"]);
    }

    [Fact]
    public async Task Calendar_OfABooking_IsAnICalendarFile()
    {
        var (_, _, departureId) = await api.NewDepartureAsync();
        var person = await api.RegisterAsync();
        var id = (await person.BookAsync(departureId)).Text("id");

        using var calendar = await person.Client.GetAsync($"{Path}/{id}/calendar.ics");

        Assert.Equal("text/calendar; charset=utf-8", calendar.Content.Headers.ContentType?.ToString());
        var text = Encoding.UTF8.GetString(await calendar.Content.ReadAsByteArrayAsync());
        Assert.StartsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", text, StringComparison.Ordinal);
        Assert.Contains($"\r\nUID:{id}@bookings.nusaloka.id\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\nSTATUS:TENTATIVE\r\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\r\nEND:VCALENDAR\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_SameKey_IsOneBooking_AndWithoutAKeyNone()
    {
        var (_, _, departureId) = await api.NewDepartureAsync();
        var person = await api.RegisterAsync();

        using var first = await person.PostAsync(Path, BookingsOverHttp.Asked(departureId), "kunci");
        using var again = await person.PostAsync(Path, BookingsOverHttp.Asked(departureId), "kunci");
        using var other = await person.PostAsync(Path, BookingsOverHttp.Asked(departureId, seats: 2), "kunci");
        using var keyless = await person.Client.SendJsonAsync(HttpMethod.Post, Path, BookingsOverHttp.Asked(departureId));

        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        await ProblemAssert.IsAsync(other, 422, "idempotency_key_reused");
        await ProblemAssert.IsAsync(keyless, 400, "idempotency_key_required");
        Assert.Single((await person.Client.GetJsonAsync(Path))["data"]!.AsArray());
    }

    [Fact]
    public async Task Create_MoreThanThereIs_IsAClearRefusal()
    {
        var (guide, _, departureId) = await api.NewDepartureAsync(capacity: 1);
        var person = await api.RegisterAsync();

        using var tooMany = await person.PostAsync(Path, BookingsOverHttp.Asked(departureId, seats: 2));
        using var nowhere = await person.PostAsync(Path, BookingsOverHttp.Asked("0199a0c2-0000-7000-8000-00000000dead"));
        using var own = await guide.PostAsync(Path, BookingsOverHttp.Asked(departureId));
        var asked = BookingsOverHttp.Asked(departureId);
        asked["guests"] = new string?[] { null };
        using var nameless = await person.PostAsync(Path, asked);

        await ProblemAssert.IsAsync(tooMany, 409, "seats_unavailable");
        await ProblemAssert.IsAsync(nowhere, 404, "departure_not_found");
        await ProblemAssert.IsAsync(own, 422, "own_trip");
        Assert.Equal([("/guests/0", "required")], ProblemAssert.Errors(await ProblemAssert.IsAsync(nameless, 400, "validation_failed")));
        Assert.Empty((await person.Client.GetJsonAsync(Path))["data"]!.AsArray());
    }

    [Fact]
    public async Task Guests_AreWrittenByTheTravellerAgainstTheVersionTheySaw()
    {
        var (_, _, departureId) = await api.NewDepartureAsync();
        var person = await api.RegisterAsync();
        var booked = await person.BookAsync(departureId, seats: 2);
        var path = $"{Path}/{booked.Text("id")}/guests";

        using var stale = await person.Client.SendJsonAsync(HttpMethod.Put, path, new { guests = new[] { "Siti", "Budi" } }, ("If-Match", "\"1\""));
        using var changed = await person.Client.SendJsonAsync(HttpMethod.Put, path, new { guests = new[] { "Siti", "Budi" }, wishes = "Halal" }, ("If-Match", $"\"{booked.Number("version")}\""));
        using var tooFew = await person.Client.SendJsonAsync(HttpMethod.Put, path, new { guests = new[] { "Siti" } });

        await ProblemAssert.IsAsync(stale, 412, "version_mismatch");
        Assert.Equal("Halal", (await changed.BodyAsync()).Text("wishes"));
        await ProblemAssert.IsAsync(tooFew, 400, "validation_failed");
    }

    [Fact]
    public async Task Cancellation_IsQuotedThenConfirmed()
    {
        var (guide, _, departureId) = await api.NewDepartureAsync(inDays: 3);
        var person = await api.RegisterWithAsync(500_000);
        var id = (await person.BookAsync(departureId)).Text("id");
        await person.PayAsync(id);

        var first = await QuoteAsync(person, id);
        var second = await QuoteAsync(person, id);
        var ofGuide = await QuoteAsync(guide, id);
        using var old = await ConfirmAsync(person, id, first.Text("id"));
        using var ofSomebodyElse = await ConfirmAsync(person, id, ofGuide.Text("id"));
        var newest = second;
        using var cancelled = await ConfirmAsync(person, id, newest.Text("id"));
        using var again = await ConfirmAsync(person, id, newest.Text("id"));

        Assert.NotEqual(first.Text("id"), second.Text("id"));
        Assert.Equal((50_000, 50_000, "wallet", false), (newest.Number("refund_amount"), newest.Number("fee"), newest.Text("refund_to"), newest["cancelled"]!.GetValue<bool>()));
        Assert.Equal(100_000, ofGuide.Number("refund_amount"));
        await ProblemAssert.IsAsync(old, 409, "cancellation_quote_unknown");
        await ProblemAssert.IsAsync(ofSomebodyElse, 409, "cancellation_quote_unknown");
        Assert.Equal(("cancelled", 50_000), ((await cancelled.BodyAsync()).Text("status"), (await cancelled.BodyAsync()).Number("refund_amount")));
        Assert.Equal("cancelled", (await again.BodyAsync()).Text("status"));
        Assert.Equal(450_000, await person.BalanceAsync());
    }

    [Fact]
    public async Task Complaint_BeforeTheTrip_IsTooEarly_AndNobodyButOfficersDecides()
    {
        var (guide, _, departureId) = await api.NewDepartureAsync();
        var person = await api.RegisterWithAsync(500_000);
        var id = (await person.BookAsync(departureId)).Text("id");
        await person.PayAsync(id);
        using var officer = api.Staff("officer");
        var decision = new { refund_amount = 0, note = "tidak terbukti" };

        using var early = await person.Client.SendJsonAsync(HttpMethod.Post, $"{Path}/{id}/complaint", new { text = "Hujan" });
        using var ofGuide = await guide.Client.SendJsonAsync(HttpMethod.Post, $"{Path}/{id}/complaint", new { text = "Hujan" });
        using var own = await person.Client.SendJsonAsync(HttpMethod.Post, $"{Path}/{id}/complaint/decision", decision);
        using var nothing = await officer.SendJsonAsync(HttpMethod.Post, $"{Path}/{id}/complaint/decision", decision);
        using var list = await officer.GetAsync(Path + "?complaint=open");
        using var wrong = await officer.GetAsync(Path + "?complaint=closed");

        await ProblemAssert.IsAsync(early, 409, "complaint_early");
        await ProblemAssert.IsAsync(ofGuide, 404, "booking_not_found");
        Assert.Equal(HttpStatusCode.Forbidden, own.StatusCode);
        await ProblemAssert.IsAsync(nothing, 404, "complaint_not_found");
        Assert.DoesNotContain((await list.BodyAsync())["data"]!.AsArray(), one => one!.Text("id") == id);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [Fact]
    public async Task Cancellation_BeforeItIsPaid_IsDoneAtOnce()
    {
        var (_, _, departureId) = await api.NewDepartureAsync(capacity: 1);
        var person = await api.RegisterAsync();
        var id = (await person.BookAsync(departureId)).Text("id");

        var quote = await QuoteAsync(person, id);

        Assert.Equal((true, 0), (quote["cancelled"]!.GetValue<bool>(), quote.Number("refund_amount")));
        Assert.Equal("awaiting_payment", (await person.BookAsync(departureId)).Text("status"));
    }

    [Fact]
    public async Task Booking_OfSomebodyElse_DoesNotExist_AndStaffReadIt()
    {
        var (guide, _, departureId) = await api.NewDepartureAsync();
        var (owner, other) = (await api.RegisterWithAsync(500_000), await api.RegisterWithAsync(500_000));
        var id = (await owner.BookAsync(departureId)).Text("id");
        var path = $"{Path}/{id}";

        HttpResponseMessage[] refused =
        [
            await other.Client.GetAsync(path),
            await other.Client.GetAsync(path + "/voucher"),
            await other.Client.GetAsync(path + "/calendar.ics"),
            await other.PostAsync(path + "/payment", new { method = "wallet" }),
            await other.PostAsync(path + "/cancellation", new { }),
            await other.Client.SendJsonAsync(HttpMethod.Put, path + "/guests", new { guests = new[] { "Budi" } }),
            await other.Client.SendJsonAsync(HttpMethod.Post, path + "/check-in", new { code = "x" }),
            await guide.PostAsync(path + "/payment", new { method = "wallet" }),
            await owner.Client.GetAsync($"{Path}/bukan-uuid"),
        ];
        foreach (var response in refused)
        {
            await ProblemAssert.IsAsync(response, 404, "booking_not_found");
            response.Dispose();
        }

        using var misfit = await owner.PostAsync("/api/v1/payments", new { purpose = "booking", subject = id, amount = 99_999, method = "wallet" });
        await ProblemAssert.IsAsync(misfit, 422, "payment_misfit");
        var seen = await guide.Client.GetJsonAsync(path);
        Assert.Equal((null, 0), (seen["contact"], seen["guests"]!.AsArray().Count));
        using var staff = api.Staff("officer");
        Assert.Equal(id, (await staff.GetJsonAsync(path)).Text("id"));
        var reads = (await owner.Client.GetJsonAsync($"/api/v1/users/{owner.Id}/reads"))["data"]!.AsArray();
        Assert.Equal("bookings", Assert.Single(reads)!.Text("what"));
        using var calendar = await staff.GetAsync(path + "/calendar.ics");
        using var list = await staff.GetAsync(Path);
        Assert.Equal(2, (await owner.Client.GetJsonAsync($"/api/v1/users/{owner.Id}/reads"))["data"]!.AsArray().Count);
        Assert.DoesNotContain((await other.Client.GetJsonAsync(Path))["data"]!.AsArray(), one => one!.Text("id") == id);
        using var unknown = await owner.Client.GetAsync(Path + "?status=Confirmed");
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> QuoteAsync(Person person, string id)
    {
        using var quoted = await person.Client.PostAsync($"{Path}/{id}/cancellation", null);
        return await quoted.BodyAsync();
    }

    private static Task<HttpResponseMessage> ConfirmAsync(Person person, string id, string quoteId) =>
        person.Client.SendJsonAsync(HttpMethod.Post, $"{Path}/{id}/cancellation/confirm", new { quote_id = quoteId });
}

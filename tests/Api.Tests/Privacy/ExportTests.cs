using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Api.Http;
using Nusaloka.Api.Privacy;
using Nusaloka.Api.Tests.Reviews;
using Nusaloka.Api.Tests.Trips;
using Nusaloka.Bookings;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Api.Tests.Privacy;

[Collection(ApiCollection.Name)]
public sealed class ExportTests(ApiServer api)
{
    private const string Path = "/api/v1/account/export";
    private const string Nik = "3573014605950002";

    [Fact]
    public async Task Export_OfWhoHasUsedMuch_IsTheWholeAndNothingOfOthers()
    {
        var (person, other) = (await api.RegisterWithAsync(500_000), await api.RegisterAsync());
        for (var i = 0; i < 130; i++)
        {
            using var sent = await person.Client.SendJsonAsync(HttpMethod.Post, "/api/v1/transactions", new { receiver_id = other.Id, amount = 1_000 + i });
            Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        }

        for (var i = 0; i < 3; i++)
        {
            using var said = await person.Client.SendJsonAsync(HttpMethod.Post, "/api/v1/messages", new { recipient_id = other.Id, content = $"pesan {i}" });
            using var heard = await other.Client.SendJsonAsync(HttpMethod.Post, "/api/v1/messages", new { recipient_id = person.Id, content = "balasan" });
            Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (said.StatusCode, heard.StatusCode));
        }

        using var bank = await person.Client.SendJsonAsync(
            HttpMethod.Put, "/api/v1/account/bank-account", new { bank_code = "bca", account_number = "0611104579", holder_name = "Siti" });
        using var asked = await person.Client.SendJsonAsync(
            HttpMethod.Post, "/api/v1/account/verification", new { legal_name = "SITI", document = "ktp", document_number = Nik });
        using var officer = api.Staff("officer");
        using var read = await officer.GetAsync("/api/v1/users/" + person.Id);

        using var response = await person.Client.GetAsync(Path);

        var export = JsonSerializer.Deserialize<ExportResponse>(await response.Content.ReadAsStreamAsync(), JsonSettings.Options)!;
        Assert.Equal(("application/json", "attachment"), (response.Content.Headers.ContentType?.MediaType, response.Content.Headers.ContentDisposition?.DispositionType));
        Assert.Equal((person.Id, person.Email), (export.Profile.Id, export.Profile.Email));
        Assert.Equal(("0611104579", Nik), (export.BankAccount?.AccountNumber, export.Identity?.DocumentNumber));
        Assert.Equal((131, 131), (export.StatementEntries.Count, export.Transactions.Count));
        Assert.Equal(131, export.Transactions.Select(static one => one.Id).Distinct().Count());
        Assert.Equal(export.Wallet?.Balance, export.StatementEntries[^1].Balance);
        Assert.Equal(["pesan 0", "pesan 1", "pesan 2"], export.Messages.Select(static one => one.Content));
        Assert.Equal("account", Assert.Single(export.Reads).What);
        Assert.All(export.Transactions, one => Assert.Contains(person.Id, new[] { one.SenderId, one.ReceiverId }));
        Assert.DoesNotContain(other.Email, JsonSerializer.Serialize(export, JsonSettings.Options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_OfWhoGuides_HasWhatTheyOfferAndNothingOfTravellers()
    {
        var (guide, trip) = await api.NewTripAsync();
        var traveller = await api.RegisterAsync();
        using var made = await guide.Client.SendJsonAsync(HttpMethod.Post, $"/api/v1/trips/{trip}/departures", new { starts_on = "2090-12-24", capacity = 8 });
        var departure = (await made.BodyAsync(201)).Text("id");
        var booking = await api.NewCompletedBookingAsync(traveller, guide, trip);
        var at = new DateTimeOffset(2026, 1, 6, 0, 30, 0, TimeSpan.Zero);
        var booked = (await api.App.Services.GetRequiredService<IGrainFactory>().GetGrain<IBookingGrain>(booking).GetAsync()).Value! with
        {
            Complaint = new BookingComplaint(ComplaintReason.Traveller, "Kapal bocor", at, Note: "Foto dilihat"),
            StartsAt = at, EndsAt = at, CutOffAt = at, ExpiresAt = at, CreatedAt = at, UpdatedAt = at,
        };
        await api.Database.ExecuteAsync(
            """
            insert into booking (id, account_id, guide_id, trip_id, departure_id, status, is_open, is_paid, starts_on, created_at, updated_at, booking)
            values ($1, $2, $3, $4, 'departure', 4, false, true, '2026-01-01', now(), now(), $5::jsonb)
            """,
            booking, traveller.Id, guide.Id, trip, Encoding.UTF8.GetString(StateJson.Serialize(booked)));
        using var written = await traveller.Client.SendJsonAsync(HttpMethod.Post, $"/api/v1/bookings/{booking}/review", new { stars = 4, text = "Bagus sekali" });
        using var answered = await guide.Client.SendJsonAsync(HttpMethod.Put, $"/api/v1/reviews/{booking}/answer", new { text = "Terima kasih" });
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (written.StatusCode, answered.StatusCode));

        using var response = await guide.Client.GetAsync(Path);

        var body = await response.Content.ReadAsStringAsync();
        var export = JsonSerializer.Deserialize<ExportResponse>(body, JsonSettings.Options)!;
        Assert.Equal(departure, Assert.Single(export.Departures).Id);
        Assert.Equal(new ExportedAnswer(booking, trip, "Terima kasih", export.ReviewAnswers[0].AnsweredAt), Assert.Single(export.ReviewAnswers));
        Assert.DoesNotContain("Bagus sekali", body, StringComparison.Ordinal);
        Assert.Equal(("", "Foto dilihat"), (export.GuidedBookings[0].Complaint?.Text, export.GuidedBookings[0].Complaint?.Note));
    }

    [Fact]
    public async Task Export_OfWhoTalks_HasTheirRoomsSettingsAndReportsAndNoSecret()
    {
        var (siti, budi) = (await api.RegisterAsync(), await api.RegisterAsync());
        using var said = await budi.Client.SendJsonAsync(HttpMethod.Post, "/api/v1/messages", new { recipient_id = siti.Id, content = "kata yang kasar" });
        var message = await said.BodyAsync(201);
        var room = "/api/v1/rooms/" + message.Text("conversation_id");
        using var reacted = await siti.Client.PutAsync($"{room}/messages/{message.Number("seq")}/reactions/%F0%9F%91%8D", null);
        using var reported = await siti.Client.SendJsonAsync(
            HttpMethod.Post, $"{room}/messages/{message.Number("seq")}/reports", new { reason = "abuse", note = "Tolong diperiksa" });
        using var blocked = await siti.Client.SendJsonAsync(HttpMethod.Put, room + "/settings", new { blocked = true });
        using var hooked = await siti.Client.SendJsonAsync(
            HttpMethod.Put, "/api/v1/account/notification-webhook", new { url = "https://hook.contoh.id/nusaloka" });
        Assert.All([reacted, reported, blocked, hooked], static one => Assert.True(one.IsSuccessStatusCode));
        var secret = (await hooked.BodyAsync()).Text("secret");

        using var response = await siti.Client.GetAsync(Path);

        var body = await response.Content.ReadAsStringAsync();
        var export = JsonSerializer.Deserialize<ExportResponse>(body, JsonSettings.Options)!;
        var there = Assert.Single(export.Rooms);
        Assert.Equal((message.Text("conversation_id"), budi.Id, true, null), (there.Id, there.CounterpartId, there.Blocked, there.LeftAt));
        Assert.Equal((message.Text("id"), "👍"), (Assert.Single(export.Reactions).MessageId, Assert.Single(export.Reactions[0].Emojis)));
        Assert.Equal((message.Text("id"), "Tolong diperiksa"), (Assert.Single(export.MessageReports).MessageId, export.MessageReports[0].Note));
        Assert.Equal("https://hook.contoh.id/nusaloka", export.NotificationSettings.Webhook?.Url);
        Assert.Equal(Nusaloka.Wallets.WalletTier.Unverified, export.WalletLimits?.Tier);
        Assert.DoesNotContain(secret, body, StringComparison.Ordinal);
        Assert.DoesNotContain("kasar", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_OfWhoHasDoneNothing_IsWholeToo()
    {
        var person = await api.RegisterAsync();

        var export = await person.Client.GetJsonAsync(Path);

        Assert.Null(export["bank_account"]);
        Assert.Null(export["identity"]);
        Assert.Empty(export["transactions"]!.AsArray());
        Assert.Equal(
            JsonSerializer.SerializeToNode(JsonSerializer.Deserialize<ExportResponse>(export, JsonSettings.Options), JsonSettings.Options)!.Members(),
            export.Members());
    }

    [Fact]
    public async Task Export_AnonymousOrOfNobody_IsRefused()
    {
        using var anonymous = await api.Anonymous.GetAsync(Path);
        using var nobody = api.Staff("user");
        using var gone = await nobody.GetAsync(Path);

        await ProblemAssert.IsAsync(anonymous, 401);
        await ProblemAssert.IsAsync(gone, 404, "account_not_found");
    }

    [Fact]
    public async Task Delete_OnesOwnAccount_ClosesIt()
    {
        var person = await api.RegisterAsync();

        using var response = await person.Client.DeleteAsync("/api/v1/account");
        using var after = await person.Client.GetAsync("/api/v1/account/profile");

        await response.BodyAsync();
        Assert.True(after.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Delete_WithMoney_Is409()
    {
        var person = await api.RegisterWithAsync(1_000);

        using var response = await person.Client.DeleteAsync("/api/v1/account");

        await ProblemAssert.IsAsync(response, 409, "wallet_not_empty");
    }
}

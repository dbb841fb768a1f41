using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Nusaloka.Api.Tests.Http;
using Nusaloka.Api.Tests.Pdf;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Statements;

/// <summary>One statement as JSON, CSV and PDF: they say the same.</summary>
[Collection(ApiCollection.Name)]
public sealed class StatementFileTests(ApiServer api)
{
    private const string Path = "/api/v1/wallet/statement";
    private const string January = "month=2026-01&zone=WIB";

    private static readonly DateTimeOffset NewYear = new(2025, 12, 31, 17, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset February = new(2026, 1, 31, 17, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(41)]
    [InlineData(230)]
    public async Task Statement_InAllForms_SaysTheSame(int entries)
    {
        var person = await PersonWithHistoryAsync(entries);

        var json = await JsonAsync(person, January);
        var csv = CsvTable.ReadRows(await TextAsync(person, Path + ".csv?" + January));
        var pdf = PdfText.Read(await person.Client.GetByteArrayAsync(Path + ".pdf?" + January));

        var amounts = json.Entries.Select(static entry => entry.Number("amount")).ToArray();
        var (opening, closing) = (json.Head.Number("opening_balance"), json.Head.Number("closing_balance"));
        Assert.Equal((1_000_000, entries, true), (opening, amounts.Length, json.Head["is_final"]!.GetValue<bool>()));
        Assert.Equal(closing, opening + amounts.Sum());

        Assert.Equal(["opening", .. Enumerable.Repeat("entry", entries), "closing"], csv.Select(static row => row["line"]));
        Assert.Equal((opening, closing), (Number(csv[0]["balance"]), Number(csv[^1]["balance"])));
        Assert.Equal(amounts, csv.Skip(1).SkipLast(1).Select(static row => Number(row["credit"]) - Number(row["debit"])));
        Assert.Equal(json.Entries.Select(static entry => entry.Text("transaction_id")), csv.Skip(1).SkipLast(1).Select(static row => row["transaction_id"]));

        Assert.Equal((Grouped(opening), Grouped(closing)), (HeadOf(pdf, "Saldo awal"), HeadOf(pdf, "Saldo akhir")));
        Assert.Equal(amounts, AmountsOf(pdf));
        Assert.Equal((-amounts.Where(static amount => amount < 0).Sum(), amounts.Where(static amount => amount > 0).Sum()), TotalsOf(pdf));
        Assert.Equal(Math.Max(1, (entries + 39) / 40), pdf.Pages.Count);
    }

    [Theory]
    [InlineData("WIB", "2026-01-31T16:59:59Z", "2026-01-31T17:00:00Z")]
    [InlineData("WITA", "2026-01-31T15:59:59Z", "2026-01-31T16:00:00Z")]
    [InlineData("WIT", "2026-01-31T14:59:59Z", "2026-01-31T15:00:00Z")]
    public async Task Statement_AroundMidnightThere_IsInTheRightMonth(string zone, string inJanuary, string inFebruary)
    {
        var person = await api.RegisterAsync();
        await api.Database.WriteHistoryAsync(person.Id,
            [new WrittenLine(Instant(inJanuary), 1_000), new WrittenLine(Instant(inFebruary), 200)]);

        var (january, february) = (await JsonAsync(person, "month=2026-01&zone=" + zone), await JsonAsync(person, "month=2026-02&zone=" + zone));
        var csv = CsvTable.ReadRows(await TextAsync(person, $"{Path}.csv?month=2026-01&zone={zone}"));

        Assert.Equal([1_000], january.Entries.Select(static entry => entry.Number("amount")));
        Assert.Equal([200], february.Entries.Select(static entry => entry.Number("amount")));
        Assert.Equal(january.Head.Number("closing_balance"), february.Head.Number("opening_balance"));
        Assert.Equal(["2026-01-01 00:00:00", "2026-01-31 23:59:59", "2026-02-01 00:00:00"], csv.Select(static row => row["local_time"]));
        Assert.All(csv, row => Assert.Equal(zone, row["zone"]));
    }

    [Fact]
    public async Task Statement_OfAClosedMonthWhileMoneyMoves_IsTheSameToTheByte()
    {
        var person = await PersonWithHistoryAsync(90);
        var (csv, pdf) = (await person.Client.GetByteArrayAsync(Path + ".csv?" + January), await person.Client.GetByteArrayAsync(Path + ".pdf?" + January));

        for (var i = 1; i <= 3; i++)
        {
            await (await person.Client.PostAsJsonAsync("/api/v1/wallet/topup", new { amount = 1_000 * i })).BodyAsync();
            Assert.Equal(csv, await person.Client.GetByteArrayAsync(Path + ".csv?" + January));
            Assert.Equal(pdf, await person.Client.GetByteArrayAsync(Path + ".pdf?" + January));
        }
    }

    [Fact]
    public async Task Statement_OfATransferThatWasGivenBack_HasBothAsRowsOfTheirOwn()
    {
        var (sender, receiver) = (await api.RegisterWithAsync(100_000), await api.RegisterAsync());
        var sent = await (await sender.Client.PostAsJsonAsync("/api/v1/transactions", new { receiver_id = receiver.Id, amount = 40_000, description = "Kos" })).BodyAsync(201);
        using var reversed = await receiver.Client.PostAsync($"/api/v1/transactions/{sent.Text("id")}/reverse", null);
        Assert.True(reversed.IsSuccessStatusCode, await reversed.Content.ReadAsStringAsync());

        var statement = await sender.Client.GetJsonAsync(Path);
        var rows = CsvTable.ReadRows(await TextAsync(sender, Path + ".csv?"));

        Assert.Equal([("top_up", 100_000L), ("transfer", -40_000), ("reversal", 40_000)], statement["entries"]!.AsArray().Select(static entry => (entry!.Text("type"), entry!.Number("amount"))));
        Assert.Equal(["opening:", "entry:top_up", "entry:transfer", "entry:reversal", "closing:"], rows.Select(static row => $"{row["line"]}:{row["type"]}"));
        Assert.Equal((100_000, false), (statement.Number("closing_balance"), statement["is_final"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Csv_TextOfStrangers_IsNoFormulaAndStaysWhole()
    {
        string[] texts = ["=HYPERLINK(\"http://x\")", "+62", "-1+1", "@SUM(A1)", "\tx", "\rx", "kopi;=1+1", "baris\r\nkedua, \"kutip\"", "Patungan 🍜"];
        var person = await api.RegisterAsync();
        await api.Database.WriteHistoryAsync(person.Id, [.. texts.Select((text, i) => new WrittenLine(NewYear.AddHours(i), 10, text))]);

        var rows = CsvTable.ReadRows(await TextAsync(person, Path + ".csv?" + January));

        var descriptions = rows.Skip(1).SkipLast(1).Select(static row => row["description"]).ToArray();
        Assert.Equal(["'=HYPERLINK(\"http://x\")", "'+62", "'-1+1", "'@SUM(A1)", "'\tx", "'\rx", "kopi;'=1+1", texts[7], texts[8]], descriptions);
        Assert.All(rows.SelectMany(static row => row.Values), static cell => Assert.DoesNotMatch(@"^[=+\-@\t\r]", cell));
    }

    [Fact]
    public async Task Csv_AHundredThousandEntries_AllArrive()
    {
        const int Entries = 100_000;
        var person = await PersonWithHistoryAsync(Entries);

        using var response = await person.Client.GetAsync(Path + ".csv?" + January, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        var (balance, lines, last) = (1_000_000L, 0, "");
        await reader.ReadLineAsync();
        while (await reader.ReadLineAsync() is { } line)
        {
            var cells = (last = line).Split(',');
            if (cells[0] != "entry")
                continue;
            Assert.Equal((++lines + 1).ToString(CultureInfo.InvariantCulture), cells[1]);
            Assert.Equal(balance += Number(cells[^2]) - Number(cells[^3]), Number(cells[^1]));
        }

        Assert.Equal((Entries, $"closing,,{Milliseconds(February)},2026-02-01 00:00:00,WIB,,,,,IDR,,,{balance}"), (lines, last));
    }

    [Fact]
    public async Task Pdf_InEnglish_IsInEnglishAndNamesTheHolder()
    {
        var person = await PersonWithHistoryAsync(3);
        var name = (await person.Client.GetJsonAsync("/api/v1/account/profile")).Text("full_name");
        using var request = new HttpRequestMessage(HttpMethod.Get, Path + "?month=2026-01&zone=WIT");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/pdf"));
        request.Headers.AcceptLanguage.ParseAdd("en");

        using var response = await person.Client.SendAsync(request);

        Assert.Equal("application/pdf", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["en"], response.Content.Headers.ContentLanguage);
        Assert.Equal("nusaloka-20260101-20260201.pdf", response.Content.Headers.ContentDisposition?.FileName);
        var texts = PdfText.Read(await response.Content.ReadAsByteArrayAsync()).Texts.ToArray();
        Assert.Contains("Wallet statement", texts);
        Assert.Contains(name, texts);
        Assert.Contains(person.Id, texts);
        Assert.Contains("01 Jan 2026 00:00:00 – 01 Feb 2026 00:00:00 WIT", texts);
        Assert.Contains("Page 1 of 1", texts);
    }

    [Theory]
    [InlineData("text/csv", "text/csv")]
    [InlineData("application/pdf", "application/pdf")]
    [InlineData("application/json", "application/json")]
    [InlineData("text/html, application/pdf;q=0.5, text/csv;q=0.9", "text/csv")]
    [InlineData("text/csv;q=0, */*;q=0.1", "application/json")]
    [InlineData("image/png", "application/json")]
    public async Task Statement_Accept_ChoosesTheForm(string accept, string contentType)
    {
        var person = await api.RegisterAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, Path + "?" + January);
        request.Headers.TryAddWithoutValidation("Accept", accept);

        using var response = await person.Client.SendAsync(request);

        Assert.Equal((200, contentType), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Contains("Accept", response.Headers.Vary);
    }

    [Theory]
    [InlineData(".csv", "text/csv")]
    [InlineData(".pdf", "application/pdf")]
    public async Task Statement_Head_HasTheHeadersAndNoBody(string extension, string contentType)
    {
        var person = await PersonWithHistoryAsync(2);
        using var request = new HttpRequestMessage(HttpMethod.Head, $"{Path}{extension}?{January}");

        using var response = await person.Client.SendAsync(request);

        Assert.Equal((200, contentType), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData(".csv")]
    [InlineData(".pdf")]
    public async Task Statement_FileOfABadPeriodOrOfNobody_IsAProblem(string extension)
    {
        var person = await api.RegisterAsync();
        using var bad = await person.Client.GetAsync($"{Path}{extension}?month=2026-99");
        using var anonymous = await api.Anonymous.GetAsync($"{Path}{extension}?{January}");
        using var nobody = await api.Staff().GetAsync($"{Path}{extension}?{January}");

        await ProblemAssert.IsAsync(bad, 400, "validation_failed");
        await ProblemAssert.IsAsync(anonymous, 401);
        await ProblemAssert.IsAsync(nobody, 404, "wallet_not_found");
    }

    [Fact]
    public async Task Statement_Months_PagesBelongToOneStatement()
    {
        var person = await PersonWithHistoryAsync(45);

        var json = await JsonAsync(person, January, 7);

        Assert.Equal(45, json.Head.Number("total_entries"));
        Assert.Equal(Enumerable.Range(2, 45).Select(static i => (long)i), json.Entries.Select(static entry => entry.Number("sequence")));
    }

    /// <summary>Somebody with a million from before January, so many entries in January and one in February.</summary>
    private async Task<Person> PersonWithHistoryAsync(int entries)
    {
        var person = await api.RegisterAsync();
        var step = (February - NewYear) / (entries + 1);
        await api.Database.WriteHistoryAsync(person.Id,
        [
            new WrittenLine(NewYear.AddMicroseconds(-1), 1_000_000, "lama", 1),
            .. Enumerable.Range(0, entries).Select(i => new WrittenLine(
                Whole(NewYear + i * step), (i % 3 == 2 ? -1 : 1) * (1_234 + i), "kopi", (short)(i % 3 == 2 ? 2 : 3))),
            new WrittenLine(February, 5, "nanti", 1),
        ]);
        return person;
    }

    private static async Task<(JsonNode Head, List<JsonNode> Entries)> JsonAsync(Person person, string query, int limit = 100)
    {
        var (entries, heads) = (new List<JsonNode>(), new List<JsonNode>());
        for (var next = $"{Path}?limit={limit}&{query}"; next is not null;)
        {
            using var response = await person.Client.GetAsync(next);
            heads.Add(await response.BodyAsync());
            entries.AddRange(heads[^1]["entries"]!.AsArray().Select(static entry => entry!));
            next = response.NextLink();
        }

        Assert.Single(heads.Select(static head => (head.Text("from"), head.Text("to"), head.Number("opening_balance"), head.Number("closing_balance"))).Distinct());
        return (heads[0], entries);
    }

    private static async Task<string> TextAsync(Person person, string path)
    {
        using var response = await person.Client.GetAsync(path);
        Assert.Equal("text/csv; charset=utf-8; header=present", response.Content.Headers.ContentType?.ToString());
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>What stands right of a word in the head of the first page.</summary>
    private static string HeadOf(PdfText pdf, string name)
    {
        var word = pdf.Pages[0].First(one => one.Text == name);
        return pdf.Pages[0].First(one => one.Y == word.Y && one.X > word.X).Text["Rp".Length..];
    }

    /// <summary>The amounts of the lines: those that end where the column of debits ends are negative.</summary>
    private static IEnumerable<long> AmountsOf(PdfText pdf) =>
        from page in pdf.Pages
        from line in page.GroupBy(static word => word.Y)
        where line.Any(static word => word.Text == "kopi")
        let amount = line.OrderBy(static word => word.X).ElementAt(3)
        select (amount.X < 400 ? -1 : 1) * Ungrouped(amount.Text);

    private static (long Debits, long Credits) TotalsOf(PdfText pdf)
    {
        var word = pdf.Pages[^1].Last(static one => one.Text == "Jumlah");
        var line = pdf.Pages[^1].Where(one => one.Y == word.Y).OrderBy(static one => one.X).Skip(1).ToArray();
        return (Ungrouped(line[0].Text), Ungrouped(line[1].Text));
    }

    private static string Grouped(long number) => number.ToString("#,0", new NumberFormatInfo { NumberGroupSeparator = "." });

    private static long Ungrouped(string text) => Number(text.Replace(".", "", StringComparison.Ordinal));

    private static long Number(string text) => text.Length == 0 ? 0 : long.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Whole(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMicrosecond));

    private static string Milliseconds(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

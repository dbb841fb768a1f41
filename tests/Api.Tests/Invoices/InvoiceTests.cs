using System.Text.Json.Nodes;
using Nusaloka.Api.Tests.Pdf;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Invoices;

[Collection(ApiCollection.Name)]
public sealed class InvoiceTests(ApiServer api)
{
    private const string Path = "/api/v1/invoices";

    [Fact]
    public async Task Invoice_FromDraftToPaid_IsSeenByItsCustomer()
    {
        var person = await api.RegisterAsync();
        using var staff = api.Staff();

        var draft = await CreateAsync(staff, person.Id);
        using var beforeFinal = await person.Client.GetAsync(Path + "/" + draft.Text("id"));
        var open = await StepAsync(staff, draft.Text("id"), "finalize");
        var seen = await person.Client.GetJsonAsync(Path + "/" + draft.Text("id"));
        var paid = await StepAsync(staff, draft.Text("id"), "mark_paid");

        await ProblemAssert.IsAsync(beforeFinal, 404, "invoice_not_found");
        Assert.Equal(("draft", null), (draft.Text("status"), draft["number"]?.GetValue<string>()));
        Assert.Matches(@"^INV-\d{4}-\d{6}$", open.Text("number"));
        Assert.Equal(open.ToJsonString(), seen.ToJsonString());
        Assert.Equal((300_000, 24_750, 324_750), (seen.Number("net"), seen.Number("tax"), seen.Number("total")));
        Assert.Equal(("paid", open.Text("number")), (paid.Text("status"), paid.Text("number")));
        Assert.Equal(
            [
                "id", "number", "status", "user_id", "customer_name", "seller", "currency", "lines", "net", "tax", "total", "payment_id",
                "created_at", "finalized_at", "closed_at",
            ],
            seen.Members());
    }

    [Fact]
    public async Task Payment_OfABooking_LeavesItsInvoice()
    {
        var person = await api.RegisterWithAsync(600_000);

        var payment = await PayAsync(person, "0199a0c3-booking", 500_000);

        var invoice = await InvoiceOfAsync(person, payment.Text("id"));
        Assert.Equal((450_450, 49_550, 500_000), (invoice.Number("net"), invoice.Number("tax"), invoice.Number("total")));
        Assert.Equal("Pemesanan 0199a0c3-booking", invoice["lines"]![0]!.Text("description"));
        Assert.Equal(("paid", person.Id), (invoice.Text("status"), invoice.Text("user_id")));
    }

    [Fact]
    public async Task Payment_ForAnOpenInvoice_PaysIt()
    {
        var person = await api.RegisterWithAsync(600_000);
        using var staff = api.Staff();
        var open = await StepAsync(staff, (await CreateAsync(staff, person.Id)).Text("id"), "finalize");

        var payment = await PayAsync(person, open.Text("id"), open.Number("total"));

        var invoice = await InvoiceOfAsync(person, payment.Text("id"));
        Assert.Equal((open.Text("id"), open.Text("number"), "paid"), (invoice.Text("id"), invoice.Text("number"), invoice.Text("status")));
        Assert.Single(await ListAsync(person.Client, ""));
    }

    [Fact]
    public async Task List_OfACustomer_HasTheirsWithoutDraftsInPages()
    {
        var (person, other) = (await api.RegisterAsync(), await api.RegisterAsync());
        using var staff = api.Staff();
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Insert(0, (await CreateAsync(staff, person.Id)).Text("id"));
            await StepAsync(staff, ids[0], "finalize");
        }

        var draft = (await CreateAsync(staff, person.Id)).Text("id");
        await StepAsync(staff, ids[1], "void");

        Assert.Equal(ids, await ListAsync(person.Client, "?limit=2"));
        Assert.Equal([ids[1]], await ListAsync(person.Client, "?status=void"));
        Assert.Empty(await ListAsync(other.Client, ""));
        Assert.Equal([draft, .. ids], await ListAsync(staff, "?limit=2&user_id=" + person.Id));
        using var foreign = await other.Client.GetAsync($"{Path}?user_id={person.Id}");
        await ProblemAssert.IsAsync(foreign, 403);
        using var unknown = await staff.GetAsync(Path + "?status=lunas");
        await ProblemAssert.IsAsync(unknown, 400, "validation_failed");
    }

    [Fact]
    public async Task Pdf_OfAnInvoice_HasItsNumberLinesAndSums()
    {
        var person = await api.RegisterAsync();
        using var staff = api.Staff();
        var invoice = await StepAsync(staff, (await CreateAsync(staff, person.Id)).Text("id"), "finalize");

        using var response = await person.Client.GetAsync($"{Path}/{invoice.Text("id")}/pdf");

        Assert.Equal("application/pdf", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(invoice.Text("number") + ".pdf", response.Content.Headers.ContentDisposition?.FileName);
        var file = await response.Content.ReadAsByteArrayAsync();
        var texts = PdfText.Read(file).Texts.ToArray();
        string[] expected =
        [
            "Faktur", invoice.Text("number"), "Belum dibayar", "Nusaloka", $"{invoice.Text("customer_name")} ({person.Id})",
            "Sewa motor, per hari", "75.000", "225.000", "Asuransi (tanpa pajak)", "300.000", "PPN 11%", "24.750", "Rp324.750", "Halaman 1 dari 1",
        ];
        Assert.Empty(expected.Except(texts));
        Assert.Equal(file, await person.Client.GetByteArrayAsync($"{Path}/{invoice.Text("id")}/pdf"));
    }

    [Fact]
    public async Task Pdf_OfAHundredLines_HasPages()
    {
        var person = await api.RegisterAsync();
        using var staff = api.Staff();
        var lines = Enumerable.Range(1, 100).Select(static i => new { description = $"baris {i}", quantity = i, unit_price = 1_000 });
        using var created = await staff.SendJsonAsync(HttpMethod.Post, Path, new { user_id = person.Id, lines });
        var id = (await created.BodyAsync(201)).Text("id");

        var document = PdfText.Read(await staff.GetByteArrayAsync($"{Path}/{id}/pdf"));

        Assert.Equal(Enumerable.Range(1, 100).Select(static i => $"baris {i}"), document.Texts.Where(static text => text.StartsWith("baris", StringComparison.Ordinal)));
        Assert.Equal((4, "Halaman 4 dari 4"), (document.Pages.Count, document.Pages[^1].First(static word => word.Text.StartsWith("Halaman", StringComparison.Ordinal)).Text));
        Assert.Contains("Rp5.605.500", document.Pages[^1].Select(static word => word.Text));
        Assert.Contains("Draf, bukan faktur", document.Texts);
    }

    [Fact]
    public async Task Create_WithAKeyAgain_IsTheSameInvoice()
    {
        var person = await api.RegisterAsync();
        using var staff = api.Staff();
        var key = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();

        using var first = await staff.SendJsonAsync(HttpMethod.Post, Path, Body(person.Id), ("Idempotency-Key", key));
        using var again = await staff.SendJsonAsync(HttpMethod.Post, Path, Body(person.Id), ("Idempotency-Key", key));
        using var other = await staff.SendJsonAsync(HttpMethod.Post, Path, Body((await api.RegisterAsync()).Id), ("Idempotency-Key", key));

        Assert.Equal((await first.BodyAsync(201)).ToJsonString(), (await again.BodyAsync(201)).ToJsonString());
        Assert.EndsWith((await first.BodyAsync(201)).Text("id"), first.Headers.Location?.ToString(), StringComparison.Ordinal);
        await ProblemAssert.IsAsync(other, 422, "idempotency_key_reused");
        Assert.Equal((false, "true"), (first.Headers.Contains("Idempotency-Replayed"), Assert.Single(again.Headers.GetValues("Idempotency-Replayed"))));
    }

    [Theory]
    [InlineData("user_id=%00")]
    [InlineData("user_id=a%00b&limit=5")]
    [InlineData("status=%00")]
    [InlineData("%00=1")]
    public async Task List_WithNul_IsABadRequestAndNotAFailure(string query)
    {
        using var staff = api.Staff();

        await ProblemAssert.IsAsync(await staff.GetAsync($"{Path}?{query}"), 400, "bad_request");
        await ProblemAssert.IsAsync(await staff.GetAsync($"/api/v1/payments/quarantine?{query}"), 400, "bad_request");
    }

    [Fact]
    public async Task Everything_OfOthersOrNobody_IsRefused()
    {
        var (person, other) = (await api.RegisterAsync(), await api.RegisterAsync());
        using var staff = api.Staff();
        var id = (await CreateAsync(staff, person.Id)).Text("id");
        await StepAsync(staff, id, "finalize");

        foreach (var path in new[] { id, id + "/pdf" })
        {
            await ProblemAssert.IsAsync(await other.Client.GetAsync($"{Path}/{path}"), 404, "invoice_not_found");
            await ProblemAssert.IsAsync(await api.Anonymous.GetAsync($"{Path}/{path}"), 401);
        }

        foreach (var step in new[] { "finalize", "mark_paid", "void", "mark_uncollectible" })
        {
            await ProblemAssert.IsAsync(await person.Client.PostAsync($"{Path}/{id}/{step}", null), 403);
            await ProblemAssert.IsAsync(await staff.PostAsync($"{Path}/nonsense/{step}", null), 404, "invoice_not_found");
        }

        await ProblemAssert.IsAsync(await person.Client.SendJsonAsync(HttpMethod.Post, Path, Body(person.Id)), 403);
        await ProblemAssert.IsAsync(await staff.SendJsonAsync(HttpMethod.Post, Path, Body("nobody")), 404, "customer_not_found");
        await StepAsync(staff, id, "void");
        await ProblemAssert.IsAsync(await staff.PostAsync($"{Path}/{id}/mark_paid", null), 409, "invoice_status_conflict");
    }

    [Theory]
    [InlineData("", 1, 1, "/lines/0/description")]
    [InlineData("ada", 0, 1, "/lines/0/quantity")]
    [InlineData("ada", 1, -1, "/lines/0/unit_price")]
    public async Task Create_ABadLine_IsNamed(string description, int quantity, long price, string pointer)
    {
        var person = await api.RegisterAsync();
        using var staff = api.Staff();

        using var response = await staff.SendJsonAsync(HttpMethod.Post, Path,
            new { user_id = person.Id, lines = new[] { new { description, quantity, unit_price = price } } });

        var problem = await ProblemAssert.IsAsync(response, 400, "validation_failed");
        Assert.Equal(pointer, Assert.Single(ProblemAssert.Errors(problem)).Pointer);
    }

    [Theory]
    [InlineData("""{"user_id":"","lines":[]}""", "/user_id")]
    [InlineData("""{"user_id":"  ","lines":[]}""", "/user_id")]
    [InlineData("""{"user_id":"x","lines":[null]}""", "/lines/0")]
    [InlineData("""{"user_id":"x","lines":[]}""", "/lines")]
    [InlineData("""{"user_id":"x","lines":null}""", "/lines")]
    public async Task Create_WithoutWhatItNeeds_IsNamed(string body, string pointer)
    {
        using var staff = api.Staff();

        using var response = await staff.PostAsync(Path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        var problem = await ProblemAssert.IsAsync(response, 400, "validation_failed");
        Assert.Equal(pointer, Assert.Single(ProblemAssert.Errors(problem)).Pointer);
    }

    private static async Task<JsonNode> PayAsync(Person person, string subject, long amount)
    {
        using var response = await person.Client.SendJsonAsync(
            HttpMethod.Post, "/api/v1/payments", new { purpose = "booking", amount, subject, method = "wallet", confirm = true },
            ("Idempotency-Key", subject));
        return await response.BodyAsync(201);
    }

    /// <summary>The invoice that a payment paid, once the event has come.</summary>
    private static async Task<JsonNode> InvoiceOfAsync(Person person, string paymentId)
    {
        JsonNode? invoice = null;
        await Eventually.TrueAsync("the payment's invoice", async () =>
        {
            var page = await person.Client.GetJsonAsync(Path);
            invoice = page["data"]!.AsArray().FirstOrDefault(one => one!["payment_id"]?.GetValue<string>() == paymentId);
            return invoice is not null;
        });
        return invoice ?? throw new InvalidOperationException("No invoice.");
    }

    private static object Body(string userId) => new
    {
        user_id = userId,
        lines = new object[]
        {
            new { description = "Sewa motor, per hari", quantity = 3, unit_price = 75_000 },
            new { description = "Asuransi (tanpa pajak)", quantity = 1, unit_price = 75_000, taxed = false },
        },
    };

    private static async Task<JsonNode> CreateAsync(HttpClient staff, string userId)
    {
        using var response = await staff.SendJsonAsync(HttpMethod.Post, Path, Body(userId));
        return await response.BodyAsync(201);
    }

    private static async Task<JsonNode> StepAsync(HttpClient staff, string id, string step)
    {
        using var response = await staff.PostAsync($"{Path}/{id}/{step}", null);
        return await response.BodyAsync();
    }

    private static async Task<List<string>> ListAsync(HttpClient client, string query)
    {
        var ids = new List<string>();
        for (string? next = Path + query; next is not null;)
        {
            using var response = await client.GetAsync(next);
            var page = await response.BodyAsync();
            ids.AddRange(page["data"]!.AsArray().Select(static one => one!.Text("id")));
            next = response.NextLink();
        }

        return ids;
    }
}

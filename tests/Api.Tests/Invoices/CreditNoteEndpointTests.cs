using System.Text.Json.Nodes;
using Nusaloka.Api.Tests.Pdf;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Invoices;

[Collection(ApiCollection.Name)]
public sealed class CreditNoteEndpointTests(ApiServer api)
{
    [Fact]
    public async Task Refund_OfAPaidBooking_LeavesACreditNoteToReadAndPrint()
    {
        var (person, other) = (await api.RegisterWithAsync(500_000), await api.RegisterAsync());
        using var staff = api.Staff("officer");
        var payment = await PayAsync(person, 500_000);
        using var refunded = await staff.SendJsonAsync(
            HttpMethod.Post, $"/api/v1/payments/{payment}/refund", new { amount = 100_000, reason = "batal" }, ("Idempotency-Key", payment));
        Assert.True(refunded.IsSuccessStatusCode, await refunded.Content.ReadAsStringAsync());

        var (invoice, note) = await NoteAsync(person, payment);

        Assert.Equal((90_090, 9_910, 100_000), (note.Number("net"), note.Number("tax"), note.Number("total")));
        Assert.Equal(("issued", "batal", invoice.Text("number"), person.Id), (note.Text("status"), note.Text("reason"), note.Text("invoice_number"), note.Text("user_id")));
        var path = "/api/v1/credit_notes/" + note.Text("id");
        Assert.Equal(note.ToJsonString(), (await person.Client.GetJsonAsync(path)).ToJsonString());
        Assert.Equal(note.ToJsonString(), (await staff.GetJsonAsync(path)).ToJsonString());
        var file = await person.Client.GetByteArrayAsync(path + "/pdf");
        string[] expected = ["Nota kredit", note.Text("number"), invoice.Text("number"), "batal", "Berlaku", "90.090", "9.910", "Rp100.000"];
        Assert.Empty(expected.Except(PdfText.Read(file).Texts));
        Assert.Equal(file, await person.Client.GetByteArrayAsync(path + "/pdf"));

        var export = await person.Client.GetJsonAsync("/api/v1/account/export");
        Assert.Equal(note.ToJsonString(), Assert.Single(export["credit_notes"]!.AsArray())!.ToJsonString());

        foreach (var foreign in (string[])[path, path + "/pdf", "/api/v1/credit_notes/0"])
            await ProblemAssert.IsAsync(await other.Client.GetAsync(foreign), 404, "credit_note_not_found");
        await ProblemAssert.IsAsync(await other.Client.GetAsync($"/api/v1/invoices/{invoice.Text("id")}/credit_notes"), 404, "invoice_not_found");
    }

    private static async Task<string> PayAsync(Person person, long amount)
    {
        using var created = await person.Client.SendJsonAsync(
            HttpMethod.Post, "/api/v1/payments", new { purpose = "booking", subject = "b-1", amount, method = "wallet", confirm = true },
            ("Idempotency-Key", "bayar"));
        return (await created.BodyAsync(201)).Text("id");
    }

    /// <summary>The invoice and its credit note come a moment later, by events.</summary>
    private static async Task<(JsonNode Invoice, JsonNode Note)> NoteAsync(Person person, string payment)
    {
        (JsonNode, JsonNode)? found = null;
        await Eventually.TrueAsync("the credit note", async () =>
        {
            var invoices = (await person.Client.GetJsonAsync("/api/v1/invoices"))["data"]!.AsArray();
            if (invoices.FirstOrDefault(one => one!["payment_id"]?.GetValue<string>() == payment) is not { } invoice)
                return false;
            var notes = (await person.Client.GetJsonAsync($"/api/v1/invoices/{invoice.Text("id")}/credit_notes"))["data"]!.AsArray();
            found = notes.Count > 0 ? (invoice, notes[0]!) : null;
            return found is not null;
        });
        return found!.Value;
    }
}

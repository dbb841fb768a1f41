using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Nusaloka.Grains.Payments.Gateways.Xendit;

/// <summary>What Xendit lists. There is no list of payment requests, only of the transactions that have come of them.</summary>
internal sealed partial class XenditGateway
{
    /// <summary>More pages than the refunds of one payment fill, however few a page has.</summary>
    private const int RefundPages = 25;

    /// <summary>By its list of transactions, which has payments that were paid or tried: https://docs.xendit.co/apidocs/list-transactions.</summary>
    public async Task<GatewayPage<GatewayRecord>?> ListAsync(DateTimeOffset from, DateTimeOffset until, string? after, CancellationToken cancellationToken)
    {
        var page = after is null ? "" : "&after_id=" + Uri.EscapeDataString(after);
        var list = await AskAsync($"/transactions?types=PAYMENT&created[gte]={Time(from)}&created[lte]={Time(until)}&limit=50{page}", cancellationToken);
        var transactions = list.Items("data").ToArray();
        return new GatewayPage<GatewayRecord>([.. transactions.Select(XenditReader.Record)], Next(list, transactions));
    }

    /// <summary>
    /// The payment request by our id, among the transactions, which are found by our reference: https://docs.xendit.co/apidocs/list-transactions. One that
    /// nobody has paid or tried to pay is not there, so null says only that nothing was paid.
    /// </summary>
    private async Task<JsonElement?> FindByOurIdAsync(Guid paymentId, CancellationToken cancellationToken)
    {
        var list = await AskAsync($"/transactions?types=PAYMENT&reference_id={paymentId}&limit=50", cancellationToken);
        // Without a list there is no telling whether it is there.
        if (list.At("data").ValueKind != JsonValueKind.Array)
            throw new GatewayUnavailableException(Name, "it does not say what it has under our id");

        // What was paid comes before what was only tried.
        var ours = list.Items("data").Where(one => one.Id("reference_id") == paymentId).OrderBy(static one => one.Text("status") != "SUCCESS").ToArray();
        if (ours.Length == 0)
            return null;
        return await RequestOfAsync(ours[0], cancellationToken) is { } reference && await GetAsync(reference, cancellationToken) is { } request
            ? request.Body
            : throw new GatewayUnavailableException(Name, "it lists a payment under our id, and does not show what it is of");
    }

    /// <summary>What a transaction is of: it says so itself, or its payment does.</summary>
    private async Task<string?> RequestOfAsync(JsonElement transaction, CancellationToken cancellationToken)
    {
        if (transaction.Text("product_data", "payment_request_id") is { } request)
            return request;
        return transaction.Text("product_id") is { } payment
            ? (await AskAsync($"/v3/payments/{Uri.EscapeDataString(payment)}", cancellationToken)).Text("payment_request_id")
            : null;
    }

    private async IAsyncEnumerable<JsonElement> RefundsOfAsync(string reference, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = "";
        for (var page = 0; page < RefundPages; page++)
        {
            var list = await AskAsync($"/refunds?payment_request_id={Uri.EscapeDataString(reference)}&limit=50{after}", cancellationToken);
            var refunds = list.Items("data").ToArray();
            foreach (var refund in refunds)
                yield return refund;
            if (Next(list, refunds) is not { } next)
                yield break;
            after = "&after_id=" + Uri.EscapeDataString(next);
        }

        throw new GatewayUnavailableException(Name, $"payment request {reference} has more than {RefundPages} pages of refunds");
    }

    private async Task<JsonElement> AskAsync(string path, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(HttpMethod.Get, path, key: null, body: null, cancellationToken);
        return reply.IsSuccess ? reply.Body : throw new GatewayUnavailableException(Name, $"it refused a question with {reply.Status}");
    }

    private static string? Next(JsonElement list, JsonElement[] items) =>
        list.At("has_more").ValueKind == JsonValueKind.True && items.Length > 0 ? items[^1].Text("id") : null;

    private static string Time(DateTimeOffset time) =>
        Uri.EscapeDataString(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
}

using System.Globalization;
using System.IO.Pipelines;
using Nusaloka.Api.Http;
using Nusaloka.Statements;

namespace Nusaloka.Api.Statements;

/// <summary>
/// A statement as a table for programs and spreadsheets: a line for the opening balance, one for each entry, one for the closing
/// balance, without which the file is not whole. What goes out and what comes in are columns of their own, so no number needs a sign.
/// </summary>
public static class StatementCsv
{
    private static readonly string[] Columns =
    [
        "line", "sequence", "created_at", "local_time", "zone", "type", "transaction_id", "counterparty_id", "description", "currency",
        "debit", "credit", "balance",
    ];

    /// <summary>Writes the file. A page is written out before the next one is read.</summary>
    public static async Task WriteAsync(PipeWriter output, StatementPages pages, IndonesianZone zone, CancellationToken cancellationToken)
    {
        var statement = pages.First;
        Csv.WriteRow(output, Columns);
        WriteBalance(output, "opening", statement.From, statement.OpeningBalance, zone);
        await foreach (var page in pages.AllAsync(cancellationToken))
        {
            foreach (var entry in page.Entries.Items)
                WriteEntry(output, entry, zone);
            await output.FlushAsync(cancellationToken);
        }

        WriteBalance(output, "closing", statement.To, statement.ClosingBalance, zone);
        await output.FlushAsync(cancellationToken);
    }

    private static void WriteBalance(PipeWriter output, string line, DateTimeOffset at, Money balance, IndonesianZone zone) => Csv.WriteRow(
        output, line, "", UtcMillisecondsConverter.ToText(at), LocalTime(at, zone), zone.Abbreviation, "", "", "", "", CurrencyOf(balance),
        "", "", Number(balance.Units));

    private static void WriteEntry(PipeWriter output, StatementEntry entry, IndonesianZone zone)
    {
        var amount = entry.Amount.Units;
        Csv.WriteRow(
            output, "entry", Number(entry.Sequence), UtcMillisecondsConverter.ToText(entry.CreatedAt), LocalTime(entry.CreatedAt, zone),
            zone.Abbreviation, StatementEntryResponse.TypeOf(entry.Kind), entry.TransactionId, entry.CounterpartyId ?? "", entry.Description,
            CurrencyOf(entry.Amount), amount < 0 ? Number(checked(-amount)) : "", amount > 0 ? Number(amount) : "",
            Number(entry.BalanceAfter.Units));
    }

    private static string LocalTime(DateTimeOffset at, IndonesianZone zone) =>
        zone.Local(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string CurrencyOf(Money amount) => amount.Currency.ToString().ToUpperInvariant();

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

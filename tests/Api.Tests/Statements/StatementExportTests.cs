using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Nusaloka.Api.Http;
using Nusaloka.Api.Statements;
using Nusaloka.Api.Tests.Http;
using Nusaloka.Api.Tests.Pdf;
using Nusaloka.Statements;
using Nusaloka.Wallets;

namespace Nusaloka.Api.Tests.Statements;

/// <summary>Exports of a hundred thousand entries to a reader who takes their time: nothing gathers in between.</summary>
public sealed class StatementExportTests
{
    private const int Entries = 100_000;
    private const int PipeBytes = 64 * 1024;

    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    private int _read;

    [Fact]
    public async Task WriteCsv_AHundredThousandEntriesToASlowReader_ReadsAsFarAsIsTaken()
    {
        var taken = await DrainAsync(
            (output, pages) => StatementCsv.WriteAsync(output, pages, IndonesianZone.Western, default),
            bytes => Count(bytes, "\nentry,"u8.ToArray()));

        var rows = CsvTable.ReadRows(Encoding.UTF8.GetString(taken));
        Assert.Equal(Entries + 2, rows.Count);
        Assert.Equal(("opening", "0", "closing", Entries.ToString(CultureInfo.InvariantCulture)), (rows[0]["line"], rows[0]["balance"], rows[^1]["line"], rows[^1]["balance"]));
        Assert.All(rows.Skip(1).SkipLast(1).Index(), static row => Assert.Equal((row.Index + 1).ToString(CultureInfo.InvariantCulture), row.Item["balance"]));
    }

    [Fact]
    public async Task WritePdf_AHundredThousandEntriesToASlowReader_ReadsAsFarAsIsTaken()
    {
        var taken = await DrainAsync(
            (output, pages) => new StatementPdf(pages, "Siti", IndonesianZone.Western, new StatementWords(Language.Indonesian)).WriteAsync(output, default),
            bytes => Count(bytes, "/Type /Page "u8.ToArray()) * 40);

        var document = PdfText.Read(taken);
        var perPage = document.Pages[0].Count(static word => word.Text == "kopi");
        Assert.Equal(Entries, document.Texts.Count(static text => text == "kopi"));
        Assert.Equal((Entries + perPage - 1) / perPage, document.Pages.Count);
        Assert.Contains($"Halaman {document.Pages.Count} dari {document.Pages.Count}", document.Pages[^1].Select(static word => word.Text));
        Assert.Contains("100.000", document.Pages[^1].Select(static word => word.Text));
    }

    [Fact]
    public async Task AllPages_ALaterPageThatIsRefused_CutsTheFileOff()
    {
        var pages = new StatementPages(PageAt(0), (_, _) => Task.FromResult<Result<Statement>>(WalletErrors.NotFound));
        using var file = new MemoryStream();

        await Assert.ThrowsAsync<InvalidOperationException>(() => StatementCsv.WriteAsync(PipeWriter.Create(file), pages, IndonesianZone.Western, default));

        Assert.DoesNotContain("closing", Encoding.UTF8.GetString(file.ToArray()), StringComparison.Ordinal);
    }

    /// <summary>
    /// Takes the export out of a small pipe, and each time compares what was read for it with what has come out: the difference is
    /// what the export holds.
    /// </summary>
    private async Task<byte[]> DrainAsync(Func<PipeWriter, StatementPages, Task> export, Func<byte[], long> entriesIn)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: PipeBytes, resumeWriterThreshold: PipeBytes / 2, useSynchronizationContext: false));
        var exporting = Task.Run(async () =>
        {
            await export(pipe.Writer, new StatementPages(PageAt(0), (cursor, _) => Task.FromResult<Result<Statement>>(PageAt(int.Parse(cursor, CultureInfo.InvariantCulture)))));
            await pipe.Writer.CompleteAsync();
        });
        using var taken = new MemoryStream();
        var steps = 0;
        while (true)
        {
            var result = await pipe.Reader.ReadAsync();
            foreach (var part in result.Buffer)
                taken.Write(part.Span);
            var ahead = Volatile.Read(ref _read);
            if (++steps % 64 == 0)
                Assert.True(ahead - entriesIn(taken.ToArray()) <= 6 * StatementQuery.MaxLimit, $"{ahead} entries were read.");
            pipe.Reader.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
                break;
        }

        await exporting;
        Assert.True(steps > 64, $"The file came in {steps} pieces.");
        return taken.ToArray();
    }

    private Statement PageAt(int after)
    {
        var entries = Enumerable.Range(after + 1, Math.Min(StatementQuery.MaxLimit, Entries - after)).Select(static number => new StatementEntry(
            number, "6f0a4b9e-13c5-8d2f-a7b1-5c2d9e8f7a60", TransactionKind.Credit, null, Money.Rupiah(1), Money.Rupiah(number), "kopi",
            From.AddMinutes(number))).ToArray();
        var last = after + entries.Length;
        Interlocked.Add(ref _read, entries.Length);
        return new Statement("siti", From, To, Money.Rupiah(0), Money.Rupiah(Entries), Entries, true,
            new Page<StatementEntry>([.. entries], last < Entries ? last.ToString(CultureInfo.InvariantCulture) : null));
    }

    private static long Count(byte[] bytes, byte[] pattern)
    {
        var count = 0L;
        var rest = bytes.AsSpan();
        for (int at; (at = rest.IndexOf(pattern)) >= 0; count++)
            rest = rest[(at + pattern.Length)..];
        return count;
    }
}

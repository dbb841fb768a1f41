using System.IO.Pipelines;
using Nusaloka.Api.Pdf;

namespace Nusaloka.Api.Tests.Pdf;

public sealed class PdfWriterTests
{
    [Theory]
    [InlineData("Siti Aminah")]
    [InlineData("(kurung) dan \\ garis ) (")]
    [InlineData("café – “naïve” €5 … ÿ")]
    [InlineData("")]
    public async Task Add_AText_IsReadBackAsItWas(string text)
    {
        var page = new PdfPage();
        page.Text(40, 100, text, 9);

        var word = Assert.Single(Assert.Single(PdfText.Read(await WriteAsync(page)).Pages));

        Assert.Equal(new PdfWord(40, PdfPage.Height - 100, text), word);
    }

    [Theory]
    [InlineData("ꦗꦮ", "??")]
    [InlineData("dua\nbaris\tdan\u0000nol", "dua baris dan nol")]
    public async Task Add_WhatTheFontHasNot_IsReplaced(string text, string expected)
    {
        var page = new PdfPage();
        page.Text(40, 100, text, 9);

        Assert.Equal(expected, Assert.Single(PdfText.Read(await WriteAsync(page)).Texts));
    }

    [Fact]
    public async Task Add_ManyPages_AreAllThereInOrder()
    {
        var pages = Enumerable.Range(1, 60).Select(static number =>
        {
            var page = new PdfPage();
            page.Text(40, 100, $"halaman {number}", 9);
            page.Rule(40, 555, 110);
            return page;
        }).ToArray();

        var read = PdfText.Read(await WriteAsync(pages));

        Assert.Equal(Enumerable.Range(1, 60).Select(static number => $"halaman {number}"), read.Texts);
    }

    [Fact]
    public async Task Write_TheSamePages_MakeTheSameBytes()
    {
        var page = new PdfPage();
        page.TextUpTo(555, 100, "1.250.000", 9, PdfFont.Bold);

        Assert.Equal(await WriteAsync(page), await WriteAsync(page));
    }

    [Theory]
    [InlineData("0", 556)]
    [InlineData("1.250.000", 7 * 556 + 2 * 278)]
    [InlineData("Wii", 944 + 222 + 222)]
    public void Width_OfHelvetica_IsAdobes(string text, int thousandths) =>
        Assert.Equal(thousandths / 100.0, PdfFont.Regular.Width(text, 10), 3);

    [Theory]
    [InlineData("pendek", 100, "pendek")]
    [InlineData("sebuah keterangan yang panjang sekali", 60, "sebuah kete…")]
    [InlineData("🍜🍜🍜🍜🍜🍜🍜🍜🍜🍜", 30, "🍜🍜…")]
    public void Fit_ATextThatIsTooLong_EndsInAnEllipsis(string text, double width, string expected)
    {
        var fitted = PdfFont.Regular.Fit(text, 9, width);

        Assert.Equal(expected, fitted);
        Assert.True(PdfFont.Regular.Width(fitted, 9) <= width);
    }

    private static async Task<byte[]> WriteAsync(params PdfPage[] pages)
    {
        using var file = new MemoryStream();
        var output = PipeWriter.Create(file, new StreamPipeWriterOptions(leaveOpen: true));
        var writer = new PdfWriter(output);
        writer.Begin("Uji (coba)", "id");
        foreach (var page in pages)
            await writer.AddAsync(page, default);
        await writer.EndAsync(default);
        await output.CompleteAsync();
        return file.ToArray();
    }
}

using Nusaloka.Grains.Notifications;
using Nusaloka.Profiles;

namespace Nusaloka.Grains.Tests.Notifications;

/// <summary>Notifications read well in both languages.</summary>
public sealed class NotificationTextsTests
{
    private static readonly Preferences English = new("en", "Asia/Makassar", "IDR");

    public static TheoryData<string> Kinds => [.. NotificationTexts.All.Order()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryKind_HasTheSameVariablesInBothLanguages(string kind)
    {
        Assert.Equal(NotificationTexts.VariablesOf(kind, "id").Order(), NotificationTexts.VariablesOf(kind, "en").Order());
        Assert.True(Enum.IsDefined(NotificationTexts.CategoryOf(kind)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryKind_WithAllItsVariables_LeavesNoBraces(string kind)
    {
        var variables = NotificationTexts.VariablesOf(kind, "id").ToDictionary(static name => name, static name => name is "at" or "until" ? "2026-01-06T00:30:00Z" : "1500000");
        foreach (var reader in (Preferences[])[Preferences.Usual, English])
        {
            var (title, body, link) = NotificationTexts.Render(kind, reader, variables);

            Assert.DoesNotContain('{', title + body + link);
            Assert.DoesNotContain('[', title + body + link);
            Assert.NotEqual("", title);
        }
    }

    [Fact]
    public void Render_WhatIsOptional_IsLeftOutWhenItIsNotKnown()
    {
        var known = new Dictionary<string, string>
        {
            ["booking_id"] = "b1", ["seats"] = "2", ["trip"] = "Gili [baru] {seats}", ["starts_on"] = "2030-02-10", ["total"] = "200000",
        };
        var before = new Dictionary<string, string> { ["booking_id"] = "b1", ["seats"] = "2" };

        Assert.Equal(
            "Gili [baru] {seats}, 10-02-2030: 2 kursi Anda sudah pasti, Rp200.000. Voucher dan jadwal ada di pemesanan Anda.",
            NotificationTexts.Render("booking.confirmed", Preferences.Usual, known).Body);
        Assert.Equal(
            "Gili [baru] {seats}, 10 February 2030: Your 2 seats are certain, Rp200.000. Voucher and calendar are with your booking.",
            NotificationTexts.Render("booking.confirmed", English, known).Body);
        Assert.Equal(
            "2 kursi Anda sudah pasti. Voucher dan jadwal ada di pemesanan Anda.", NotificationTexts.Render("booking.confirmed", Preferences.Usual, before).Body);
    }

    [Fact]
    public void Render_MoneyAndTime_AreWrittenAsTheReaderWritesThem()
    {
        var variables = new Dictionary<string, string> { ["payment_id"] = "p1", ["amount"] = "1500000", ["at"] = "2026-01-05T16:30:00Z" };

        var indonesian = NotificationTexts.Render("payment.succeeded", Preferences.Usual, variables);
        var english = NotificationTexts.Render("payment.succeeded", English, variables);

        Assert.Equal("Pembayaran Rp1.500.000 pada 05-01-2026 23.30 sudah kami terima.", indonesian.Body);
        Assert.Equal("We have received your payment of Rp1.500.000 of 6 January 2026, 00:30.", english.Body);
        Assert.Equal("/payments/p1", english.Link);
    }

    [Fact]
    public void Render_WhatAProgramSays_IsNotReadAsATemplate()
    {
        var (title, body, _) = NotificationTexts.Render(
            "notice.titled", English, new Dictionary<string, string> { ["subject"] = "{message}", ["message"] = "{subject:money} {x}" });

        Assert.Equal("{message}", title);
        Assert.Equal("{subject:money} {x}", body);
    }

    [Fact]
    public void CategoryOf_AnUnknownKind_NamesThoseThereAre() =>
        Assert.Contains("payment.succeeded", Assert.Throws<ArgumentException>(() => NotificationTexts.CategoryOf("nothing")).Message, StringComparison.Ordinal);
}

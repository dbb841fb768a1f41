using Nusaloka.Grains.Mail;

namespace Nusaloka.Grains.Tests.Mail;

public sealed class MailLayoutTests
{
    [Fact]
    public void Render_WhatPeopleTyped_IsTextInHtmlToo()
    {
        var content = new MailContent("Halo <b>Siti</b>", ["<script>alert(1)</script> & \"teman\""]) { Code = "<i>", Notes = ["</p><img src=x>"] };

        var (text, html) = MailLayout.Render(content, "id\"><x");

        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<x", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;teman&quot;", html, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script> & \"teman\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_AllParts_StandInOrderInBoth()
    {
        var (text, html) = MailLayout.Render(new MailContent("Subjek", ["satu", "dua"]) { Code = "012345", Notes = ["tiga"] }, "en");

        foreach (var form in (string[])[text, html])
        {
            var places = ((string[])["satu", "dua", "012345", "tiga"]).Select(part => form.IndexOf(part, StringComparison.Ordinal)).ToArray();
            Assert.DoesNotContain(-1, places);
            Assert.Equal(places.Order(), places);
        }

        Assert.Contains("<html lang=\"en\">", html, StringComparison.Ordinal);
        Assert.Contains("<title>Subjek</title>", html, StringComparison.Ordinal);
    }
}

using System.Text;
using System.Text.Encodings.Web;

namespace Nusaloka.Grains.Mail;

/// <summary>Makes text and HTML of a mail's content. All of the content is encoded: no name or note can add markup.</summary>
internal static class MailLayout
{
    private const string Name = "Nusaloka";

    private static readonly HtmlEncoder Html = HtmlEncoder.Default;

    /// <summary>Both forms of the mail.</summary>
    public static (string Text, string Html) Render(MailContent content, string language) => (RenderText(content), RenderHtml(content, language));

    private static string RenderText(MailContent content)
    {
        var text = new StringBuilder();
        foreach (var paragraph in content.Paragraphs)
            text.Append(paragraph).Append("\r\n\r\n");
        if (content.Code is not null)
            text.Append("    ").Append(content.Code).Append("\r\n\r\n");
        foreach (var note in content.Notes)
            text.Append(note).Append("\r\n\r\n");
        return text.Append("-- \r\n").Append(Name).Append("\r\n").ToString();
    }

    private static string RenderHtml(MailContent content, string language)
    {
        var html = new StringBuilder($"""
            <!doctype html>
            <html lang="{Html.Encode(language)}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Html.Encode(content.Subject)}</title></head>
            <body style="margin:0;background:#f4f6f8;color:#1c2733;font:16px/1.5 system-ui,sans-serif">
            <div style="max-width:34em;margin:0 auto;padding:24px">
            <p style="font-size:20px;font-weight:bold;color:#0b6e4f">{Name}</p>

            """);
        foreach (var paragraph in content.Paragraphs)
            html.Append($"<p>{Html.Encode(paragraph)}</p>\n");
        if (content.Code is not null)
            html.Append($"<p style=\"font:bold 32px monospace;letter-spacing:6px\">{Html.Encode(content.Code)}</p>\n");
        foreach (var note in content.Notes)
            html.Append($"<p style=\"font-size:14px;color:#52606d\">{Html.Encode(note)}</p>\n");
        return html.Append("</div>\n</body>\n</html>\n").ToString();
    }
}

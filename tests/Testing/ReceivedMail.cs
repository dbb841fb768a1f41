using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Nusaloka.Testing;

/// <summary>A mail that a <see cref="MailServer"/> took.</summary>
/// <param name="json">What the server makes of it.</param>
/// <param name="recipients">Who it was handed over for.</param>
public sealed partial class ReceivedMail(JsonObject json, IReadOnlyList<string> recipients)
{
    public string Id => Text("id");

    public string Subject => Text("subject");

    public string Body => Text("text");

    public string Html => Text("html");

    public IReadOnlyList<string> Recipients { get; } = recipients;

    public string From => json["from"]![0]!["address"]!.GetValue<string>();

    /// <summary>The one code in it.</summary>
    public string Code => Digits().Match(Body) is { Success: true } match ? match.Value : throw new InvalidOperationException($"No code in: {Body}");

    /// <summary>A header by its name in lower case; null when there is none.</summary>
    public string? Header(string name) => json["headers"]?[name]?.ToString();

    private string Text(string name) => json[name]?.GetValue<string>() ?? "";

    [GeneratedRegex(@"\b(\d{6}|\d{8}|\d{10})\b")]
    private static partial Regex Digits();
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Codes;

/// <summary>The development inbox, as a newcomer reads it.</summary>
internal static partial class Inbox
{
    /// <summary>Waits until so many messages came to an address or number; answers them, the newest first.</summary>
    public static async Task<IReadOnlyList<JsonNode>> MessagesAsync(this ApiServer api, string to, int count = 1)
    {
        IReadOnlyList<JsonNode> messages = [];
        await Eventually.TrueAsync(
            $"message number {count} to {to}",
            async () => (messages = [.. (await api.Anonymous.GetJsonAsync("/development/inbox?to=" + Uri.EscapeDataString(to)))["data"]!.AsArray().Select(static one => one!)]).Count >= count,
            within: TimeSpan.FromMinutes(1));
        return messages;
    }

    /// <summary>The code in the newest of so many messages.</summary>
    public static async Task<string> CodeAsync(this ApiServer api, string to, int count = 1) =>
        Digits().Match((await api.MessagesAsync(to, count))[0].Text("text")).Value;

    [GeneratedRegex(@"\b(\d{6}|\d{8}|\d{10})\b")]
    private static partial Regex Digits();
}

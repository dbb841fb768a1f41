using System.Text.Json.Nodes;

namespace Nusaloka.Testing;

/// <summary>A request as it came to a <see cref="ScriptedServer"/>.</summary>
public sealed record SeenRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The body, when it is JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>The fields of a form.</summary>
    public IReadOnlyDictionary<string, string> Form => Body
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(static pair => pair.Split('=', 2))
        .ToDictionary(static pair => Uri.UnescapeDataString(pair[0]), static pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);
}

using System.Text.Json;

namespace Nusaloka.Grains.Sandbox;

/// <summary>Statuses as the sandbox gateway's JSON and its read models have them: in lower case with underscores.</summary>
internal static class SandboxWords
{
    /// <summary>A status in its word.</summary>
    public static string Of<TStatus>(TStatus status)
        where TStatus : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());

    /// <summary>The status that a word stands for.</summary>
    public static TStatus Read<TStatus>(string word)
        where TStatus : struct, Enum => Enum.Parse<TStatus>(word.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}

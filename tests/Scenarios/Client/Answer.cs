using System.Text.Json;

namespace Nusaloka.Scenarios.Client;

/// <summary>What the API answered.</summary>
/// <param name="Request">Method and path, for messages.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON body; undefined when there is none.</param>
/// <param name="IsReplay">Whether it is the stored result of an earlier request.</param>
/// <param name="RetryAfter">When the server wants to be asked again; null when it did not say.</param>
internal sealed record Answer(string Request, int Status, JsonElement Body, bool IsReplay, TimeSpan? RetryAfter)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>A problem's code; empty for other bodies.</summary>
    public string Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() ?? "" : "";

    public string Text(string name) => Body.GetProperty(name).GetString() ?? "";

    public long Number(string name) => Body.GetProperty(name).GetInt64();

    /// <summary>The answer itself, when its status is one of those expected.</summary>
    public Answer MustBe(params ReadOnlySpan<int> expected) => expected.Contains(Status)
        ? this
        : throw new InvalidOperationException(
            $"{Request} answered {Status} instead of {string.Join(" or ", expected.ToArray())}: {(Body.ValueKind == JsonValueKind.Undefined ? "" : Body)}");
}

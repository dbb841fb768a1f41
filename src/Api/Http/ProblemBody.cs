using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Nusaloka.Api.Http;

/// <summary>Why a request was refused (RFC 9457). Sent as application/problem+json with every status of 400 or above.</summary>
public sealed record ProblemBody
{
    /// <summary>A stable absolute URI, one per code.</summary>
    [Description("A stable absolute URI, one per code.")]
    public required string Type { get; init; }

    /// <summary>What went wrong, the same for every occurrence; in the language of Content-Language.</summary>
    [Description("What went wrong, the same for every occurrence; in the language of Content-Language.")]
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    [Description("The HTTP status.")]
    public required int Status { get; init; }

    /// <summary>What went wrong this time and what to do about it.</summary>
    [Description("What went wrong this time and what to do about it.")]
    public required string Detail { get; init; }

    /// <summary>The path that was asked for.</summary>
    [Description("The path that was asked for.")]
    public required string Instance { get; init; }

    /// <summary>A stable word for programs.</summary>
    [Description("A stable word for programs to switch on.")]
    public required string Code { get; init; }

    /// <summary>Finds this request in traces and logs.</summary>
    [Description("Finds this request in traces and logs.")]
    public required string TraceId { get; init; }

    /// <summary>The wrong places of the request; absent when it is refused as a whole.</summary>
    [Description("The wrong places of the request; absent when it is refused as a whole.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FieldError>? Errors { get; init; }
}

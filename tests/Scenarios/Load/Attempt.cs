using System.Text.Json;

namespace Nusaloka.Scenarios.Load;

/// <summary>One request for an operation and what came back. Times are since the history began.</summary>
/// <param name="Operation">What was asked for.</param>
/// <param name="Number">1 for the first request of the operation.</param>
/// <param name="Api">Which API was asked.</param>
/// <param name="Start">When the request was sent.</param>
/// <param name="End">When its answer was there, or that there would be none.</param>
/// <param name="Status">The HTTP status; 0 when no answer came.</param>
/// <param name="Body">The JSON body; undefined when there is none.</param>
/// <param name="Code">A problem's code, or why no answer came; empty otherwise.</param>
/// <param name="IsReplay">Whether the answer is the stored result of an earlier request.</param>
/// <param name="RetryAfter">When the server wants to be asked again.</param>
internal sealed record Attempt(
    Operation Operation, int Number, string Api, TimeSpan Start, TimeSpan End,
    int Status, JsonElement Body, string Code, bool IsReplay, TimeSpan? RetryAfter)
{
    private const string InFlight = "idempotency_key_in_flight";

    public TimeSpan Duration => End - Start;

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Refused by a rule, which means that this request has done nothing.</summary>
    public bool IsRefusal => Status is >= 400 and < 500 and not 408 and not 429 && Code != InFlight;

    /// <summary>Whether the client knows where it stands. Otherwise the request may have been done, or may still be.</summary>
    public bool IsAnswer => IsSuccess || IsRefusal;

    public override string ToString() =>
        $"{Operation.Id} ({Operation.Kind} of {Operation.Owner.Email}), request {Number} at {Start.TotalSeconds:0.000} s for {Duration.TotalSeconds:0.000} s: {Status} {Code}";
}

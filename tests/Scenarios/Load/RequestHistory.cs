using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Nusaloka.Scenarios.Load;

/// <summary>Every request of a scenario and its answer, with what was done to the system meanwhile. Written by many clients at once.</summary>
internal sealed class RequestHistory
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly long _began = TimeProvider.System.GetTimestamp();
    private readonly DateTimeOffset _beganAt = TimeProvider.System.GetUtcNow();
    private readonly ConcurrentQueue<Attempt> _attempts = new();
    private readonly ConcurrentQueue<HistoryMark> _marks = new();

    /// <summary>Time since the history began.</summary>
    public TimeSpan Now => TimeProvider.System.GetElapsedTime(_began);

    /// <summary>All requests so far, in the order in which they were sent.</summary>
    public IReadOnlyList<Attempt> Attempts => [.. _attempts.OrderBy(attempt => attempt.Start)];

    /// <summary>What was done to the system so far.</summary>
    public IReadOnlyList<HistoryMark> Marks => [.. _marks];

    public int Count => _attempts.Count;

    public void Record(Attempt attempt) => _attempts.Enqueue(attempt);

    /// <summary>Notes what is done to the system now, and when that is.</summary>
    public TimeSpan Mark(string what)
    {
        var mark = new HistoryMark(Now, what);
        _marks.Enqueue(mark);
        return mark.At;
    }

    /// <summary>All requests of each operation, in the order in which they were sent.</summary>
    public IReadOnlyList<IGrouping<string, Attempt>> Operations() => [.. Attempts.GroupBy(attempt => attempt.Operation.Id)];

    /// <summary>Writes it as lines of JSON, oldest first, below a line that says what it is.</summary>
    public async Task SaveAsync(string path, string title)
    {
        var lines = Attempts.Select(attempt => (At: attempt.Start, Line: Describe(attempt)))
            .Concat(Marks.Select(mark => (mark.At, Line: JsonSerializer.Serialize(new { at_ms = Milliseconds(mark.At), done = mark.What }, Json))))
            .OrderBy(line => line.At)
            .Select(line => line.Line);
        await File.WriteAllLinesAsync(
            path, lines.Prepend(JsonSerializer.Serialize(new { history = title, began_at = _beganAt }, Json)), new UTF8Encoding(false));
    }

    private static string Describe(Attempt attempt) => JsonSerializer.Serialize(
        new
        {
            at_ms = Milliseconds(attempt.Start),
            end_ms = Milliseconds(attempt.End),
            operation = attempt.Operation.Id,
            kind = attempt.Operation.Kind.ToString(),
            owner = attempt.Operation.Owner.Email,
            owner_id = attempt.Operation.Owner.Id,
            receiver_id = attempt.Operation.Receiver?.Id,
            amount = attempt.Operation.Amount,
            request = attempt.Number,
            api = attempt.Api,
            status = attempt.Status,
            code = attempt.Code,
            replay = attempt.IsReplay,
            retry_after_s = attempt.RetryAfter?.TotalSeconds,
            body = attempt.Body.ValueKind == JsonValueKind.Undefined ? (JsonElement?)null : attempt.Body,
        },
        Json);

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 1);
}

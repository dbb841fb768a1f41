using System.Text.Json;
using Nusaloka.Scenarios.Client;

namespace Nusaloka.Scenarios.Load;

/// <summary>Makes histories by hand, to show what the checkers see. One request takes 10 ms and follows the one before it.</summary>
internal sealed class HistoryBuilder
{
    public static readonly Person Ani = new("a", "ani@contoh.id", "");
    public static readonly Person Budi = new("b", "budi@contoh.id", "");

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly List<Attempt> _attempts = [];
    private TimeSpan _now;

    public IReadOnlyList<Attempt> Attempts => _attempts;

    public IReadOnlyList<IGrouping<string, Attempt>> Operations => [.. _attempts.GroupBy(attempt => attempt.Operation.Id)];

    public static Operation TopUp(string id, Person owner, long amount) => new(id, OperationKind.TopUp, owner, Amount: amount);

    public static Operation Debit(string id, Person owner, long amount) => new(id, OperationKind.Debit, owner, Amount: amount);

    public static Operation Transfer(string id, Person owner, Person receiver, long amount) => new(id, OperationKind.Transfer, owner, receiver, amount);

    public static Operation Balance(string id, Person owner) => new(id, OperationKind.Balance, owner);

    /// <summary>A request that was done and answered.</summary>
    public HistoryBuilder Done(Operation operation, string body, bool isReplay = false, TimeSpan? duration = null) =>
        Add(operation, operation.Kind == OperationKind.Transfer ? 201 : 200, body, "", isReplay, null, duration);

    /// <summary>A request that was refused.</summary>
    public HistoryBuilder Refused(Operation operation, string code = "insufficient_funds") => Add(operation, 422, "{}", code, false, null, null);

    /// <summary>A request whose fate nobody knows.</summary>
    public HistoryBuilder Unknown(Operation operation, int status = 503, bool saysWhen = true, TimeSpan? duration = null) =>
        Add(operation, status, "{}", "outcome_unknown", false, saysWhen ? TimeSpan.FromSeconds(1) : null, duration);

    /// <summary>Lets time pass.</summary>
    public HistoryBuilder At(double seconds)
    {
        _now = TimeSpan.FromSeconds(seconds);
        return this;
    }

    private HistoryBuilder Add(Operation operation, int status, string body, string code, bool isReplay, TimeSpan? retryAfter, TimeSpan? duration)
    {
        var number = _attempts.Count(attempt => attempt.Operation.Id == operation.Id) + 1;
        var end = _now + (duration ?? Step);
        _attempts.Add(new Attempt(
            operation, number, "api", _now, end, status, JsonSerializer.Deserialize<JsonElement>(body), code, isReplay, retryAfter));
        _now = end;
        return this;
    }
}

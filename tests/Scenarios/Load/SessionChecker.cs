using System.Text.Json;

namespace Nusaloka.Scenarios.Load;

/// <summary>
/// Nobody reads older than what they were told: only the owner spends from a wallet, one thing after the other, so a balance is never
/// below the last that its owner knew less what the owner spent, or may have spent, since. And a statement adds up.
/// </summary>
internal static class SessionChecker
{
    /// <summary>What is wrong, one sentence each; empty when nothing is.</summary>
    public static IReadOnlyList<string> Check(IReadOnlyList<Attempt> attempts) =>
    [
        .. attempts.Where(attempt => attempt.Operation.Kind != OperationKind.Registration).GroupBy(attempt => attempt.Operation.Owner.Id)
            .SelectMany(Wallet),
        .. attempts.Where(attempt => attempt is { IsSuccess: true, Operation.Kind: OperationKind.Statement }).SelectMany(Statement),
    ];

    private static IEnumerable<string> Wallet(IEnumerable<Attempt> attempts)
    {
        var known = 0L;
        var spent = 0L;
        var open = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var attempt in attempts)
        {
            var operation = attempt.Operation;
            if (operation.Kind is OperationKind.Debit or OperationKind.Transfer && !attempt.IsRefusal && open.TryAdd(operation.Id, operation.Amount))
                spent += operation.Amount;
            if (!attempt.IsSuccess)
                continue;

            // Done, so whatever is read from now on shows it. What was never answered stays open: it may happen at any time.
            open[operation.Id] = 0;
            if (attempt.IsReplay || operation.Kind == OperationKind.Transfer)
                continue;

            var balance = attempt.Body.GetProperty(operation.Kind == OperationKind.Statement ? "closing_balance" : "balance").GetInt64();
            if (balance < known - spent)
                yield return $"{attempt} told a balance of {balance}; it cannot be below {known - spent}.";
            known = balance;
            spent = open.Values.Sum();
        }
    }

    private static IEnumerable<string> Statement(Attempt attempt)
    {
        var entries = attempt.Body.GetProperty("entries").EnumerateArray().ToArray();
        var balance = attempt.Body.GetProperty("opening_balance").GetInt64();
        for (var i = 0; i < entries.Length; i++)
        {
            balance += entries[i].GetProperty("amount").GetInt64();
            if (entries[i].GetProperty("balance").GetInt64() != balance)
                yield return $"{attempt}: entry {i} of the statement has the balance {entries[i].GetProperty("balance")}, not {balance}.";
            if (i > 0 && Sequence(entries[i]) != Sequence(entries[i - 1]) + 1)
                yield return $"{attempt}: entry {Sequence(entries[i])} of the statement follows entry {Sequence(entries[i - 1])}.";
        }

        var isWhole = attempt.Body.GetProperty("next_cursor").ValueKind == JsonValueKind.Null;
        if (isWhole && attempt.Body.GetProperty("closing_balance").GetInt64() != balance)
            yield return $"{attempt}: the closing balance is {attempt.Body.GetProperty("closing_balance")}, the entries lead to {balance}.";
    }

    private static long Sequence(JsonElement entry) => entry.GetProperty("sequence").GetInt64();
}

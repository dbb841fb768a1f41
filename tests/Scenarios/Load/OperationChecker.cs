using System.Text.Json;
using Nusaloka.Scenarios.Wallets;

namespace Nusaloka.Scenarios.Load;

/// <summary>
/// Holds what clients were told against the ledger: what was acknowledged is there once, what nobody knows is there once or not at
/// all, what was refused is not there; and against itself: one operation has one answer, however often it is asked for.
/// </summary>
internal static class OperationChecker
{
    /// <summary>What is wrong, one sentence each; empty when nothing is.</summary>
    public static IReadOnlyList<string> Check(IEnumerable<IGrouping<string, Attempt>> operations, LedgerSnapshot ledger)
    {
        var codes = ledger.Accounts.ToDictionary(account => account.Id, account => account.Code);
        var found = ledger.Transfers.ToLookup(transfer => Key(transfer, codes), StringComparer.Ordinal);
        var moving = operations.Where(operation => operation.First().Operation.MovesMoney).ToArray();
        var known = moving.Select(operation => Key(operation.First().Operation)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. moving.SelectMany(operation => Count(operation, [.. found[Key(operation.First().Operation)]], codes)),
            .. moving.SelectMany(Answers),
            .. found.Where(group => !known.Contains(group.Key)).Select(group => $"Nobody asked for {group.First()}."),
        ];
    }

    /// <summary>What all acknowledged operations leave in the wallets together.</summary>
    public static long MoneyInWallets(IEnumerable<IGrouping<string, Attempt>> operations) => operations
        .Where(operation => operation.Any(attempt => attempt.IsSuccess))
        .Sum(operation => operation.First().Operation switch
        {
            { Kind: OperationKind.TopUp, Amount: var amount } => amount,
            { Kind: OperationKind.Debit, Amount: var amount } => -amount,
            _ => 0,
        });

    private static IEnumerable<string> Count(IGrouping<string, Attempt> operation, LedgerTransfer[] found, Dictionary<long, string> codes)
    {
        var (least, most) = operation switch
        {
            _ when operation.Any(attempt => attempt.IsSuccess) => (1, 1),
            _ when operation.All(attempt => attempt.IsRefusal) => (0, 0),
            _ => (0, 1),
        };
        if (found.Length < least || found.Length > most)
            yield return $"{operation.Key} is in the ledger {found.Length} times, not {least} to {most}: {Told(operation)}";

        // Top-ups and debits are found by wallet and amount.
        var asked = operation.First().Operation;
        foreach (var transfer in found.Where(_ => asked.Kind == OperationKind.Transfer))
        {
            if (transfer.Amount != asked.Amount
                || codes[transfer.DebitAccountId] != LedgerSnapshot.WalletCode(asked.Owner.Id)
                || codes[transfer.CreditAccountId] != LedgerSnapshot.WalletCode(asked.Receiver?.Id ?? ""))
                yield return $"{operation.Key} was asked for as {asked} and is in the ledger as {transfer}.";
            if (operation.FirstOrDefault(attempt => attempt.IsSuccess) is { Body: var body } && body.GetProperty("id").GetString() != transfer.Id.ToString())
                yield return $"{operation.Key} is {transfer.Id} in the ledger and was answered as {body}.";
        }
    }

    private static IEnumerable<string> Answers(IGrouping<string, Attempt> operation)
    {
        // By their numbers: what one client asks again is sent after the answer before it.
        var attempts = operation.OrderBy(attempt => attempt.Number).ToArray();
        if (attempts[0] is { IsSuccess: true, IsReplay: true })
            yield return $"{operation.Key} was answered as a repetition the first time that it was asked for: it ran twice.";

        foreach (var refusal in attempts.Where(attempt => attempt.IsRefusal && attempt.Code != ReasonToRefuse(attempt.Operation)))
            yield return $"{operation.Key} was refused for no reason that there can be: {refusal.Status} {refusal.Code}";

        var successes = attempts.Where(attempt => attempt.IsSuccess).ToArray();
        if (successes.Length == 0)
            yield break;

        foreach (var other in successes.Skip(1).Where(other => other.Status != successes[0].Status || !JsonElement.DeepEquals(other.Body, successes[0].Body)))
            yield return $"{operation.Key} was answered {successes[0].Status} {successes[0].Body} first and {other.Status} {other.Body} later.";
        foreach (var other in successes.Skip(1).Where(other => !other.IsReplay))
            yield return $"{operation.Key} was answered as done, and request {other.Number} again as done and not as a repetition.";
        foreach (var refusal in attempts.Where(attempt => attempt.IsRefusal && attempt.Number > successes[0].Number))
            yield return $"{operation.Key} was done and refused later: {Told(operation)}";
    }

    // The sandbox gateway declines some amounts; otherwise there may be too little in the wallet.
    private static string ReasonToRefuse(Operation operation) => operation.Kind == OperationKind.TopUp ? "payment_declined" : "insufficient_funds";

    private static string Told(IEnumerable<Attempt> attempts) => string.Join("; ", attempts.Select(attempt => $"{attempt.Status} {attempt.Code}".TrimEnd()));

    private static string Key(LedgerTransfer transfer, Dictionary<long, string> codes)
    {
        var (debit, credit) = (codes[transfer.DebitAccountId], codes[transfer.CreditAccountId]);
        return (IsWallet(debit), IsWallet(credit)) switch
        {
            (false, true) => $"{OperationKind.TopUp} {credit} {transfer.Amount}",
            (true, false) => $"{OperationKind.Debit} {debit} {transfer.Amount}",
            _ => $"{OperationKind.Transfer} {transfer.Description}",
        };
    }

    private static string Key(Operation operation) => operation.Kind == OperationKind.Transfer
        ? $"{operation.Kind} {operation.Id}"
        : $"{operation.Kind} {LedgerSnapshot.WalletCode(operation.Owner.Id)} {operation.Amount}";

    private static bool IsWallet(string code) => code.StartsWith(LedgerSnapshot.WalletCode(""), StringComparison.Ordinal);
}

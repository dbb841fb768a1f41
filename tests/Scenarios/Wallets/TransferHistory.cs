using System.Collections.Concurrent;

namespace Nusaloka.Scenarios.Wallets;

/// <summary>What clients were told, to be held against what the ledger says. Written by many clients at once.</summary>
internal sealed class TransferHistory
{
    private readonly ConcurrentDictionary<PlannedTransfer, TransferOutcome> _outcomes = new();

    /// <summary>Notes what came of a transfer; a later outcome of the same one takes the place of the earlier.</summary>
    public void Record(PlannedTransfer transfer, TransferOutcome outcome) => _outcomes[transfer] = outcome;

    /// <summary>The transfers with an outcome of one kind, in the order of their names.</summary>
    public IReadOnlyList<(PlannedTransfer Transfer, TOutcome Outcome)> With<TOutcome>()
        where TOutcome : TransferOutcome =>
        [.. _outcomes.Where(pair => pair.Value is TOutcome).OrderBy(pair => pair.Key.Name, StringComparer.Ordinal)
            .Select(pair => (pair.Key, (TOutcome)pair.Value))];

    /// <summary>What in the ledger contradicts what clients were told, one sentence each; empty when nothing does.</summary>
    public IReadOnlyList<string> Contradictions(LedgerSnapshot ledger)
    {
        var codes = ledger.Accounts.ToDictionary(account => account.Id, account => account.Code);
        var byName = ledger.Transfers.ToLookup(transfer => transfer.Description);
        return [.. _outcomes.SelectMany(pair => Contradictions(pair.Key, pair.Value, [.. byName[pair.Key.Name]], codes))];
    }

    private static IEnumerable<string> Contradictions(
        PlannedTransfer planned, TransferOutcome outcome, LedgerTransfer[] found, Dictionary<long, string> codes)
    {
        var (least, most) = outcome switch
        {
            TransferAcknowledged => (1, 1),
            TransferRefused => (0, 0),
            _ => (0, 1),
        };
        if (found.Length < least || found.Length > most)
            yield return $"{planned.Name} is there {found.Length} times; it was answered with: {outcome}.";

        foreach (var transfer in found)
        {
            if (outcome is TransferAcknowledged acknowledged && acknowledged.Id != transfer.Id)
                yield return $"{planned.Name} has the id {transfer.Id}; it was answered with: {outcome}.";
            if (transfer.Amount != planned.Amount
                || codes[transfer.DebitAccountId] != LedgerSnapshot.WalletCode(planned.Sender.Id)
                || codes[transfer.CreditAccountId] != LedgerSnapshot.WalletCode(planned.Receiver.Id))
                yield return $"{planned.Name} was asked for as {planned} and is there as {transfer}.";
        }
    }
}

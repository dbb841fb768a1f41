using System.Collections.Immutable;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Referral;

/// <summary>
/// Takes back from a wallet what was rewarded and is not deserved any more: what is there at once, the rest from what later rewards bring.
/// A wallet is never below zero by it.
/// </summary>
internal sealed class RewardDebts(string accountId, CommittedState<ReferralState> state, ReferralLedger ledger)
{
    /// <summary>Remembers a debt, once however often it is asked.</summary>
    public async Task AddAsync(string debtId, Money amount)
    {
        if (amount.Units > 0 && !state.Value.Debts.Any(debt => debt.Id == debtId))
            await CommitAsync(state.Value.Debts.Add(new RewardDebt(debtId, amount, Number: 0, Money.Rupiah(0))));
    }

    /// <summary>Takes what the wallet has towards each debt.</summary>
    public async Task SettleAsync()
    {
        foreach (var id in state.Value.Debts.Where(static debt => !debt.IsPaid).Select(static debt => debt.Id).ToArray())
        {
            while (Find(id) is { IsPaid: false } debt && await TakeAsync(debt))
            {
            }
        }
    }

    /// <summary>Takes the next part. False when there is nothing to take now.</summary>
    private async Task<bool> TakeAsync(RewardDebt debt)
    {
        if (debt.Planned.Units == 0)
        {
            var available = await ledger.AvailableAsync(accountId);
            if (available is null)
            {
                // Whoever has closed their wallet had nothing left in it.
                await SetAsync(debt with { Left = Money.Rupiah(0) });
                return false;
            }

            var part = Math.Min(available.Value.Units, debt.Left.Units);
            if (part <= 0)
                return false;
            debt = debt with { Planned = Money.Rupiah(part) };
            await SetAsync(debt);
        }

        // Spent in between: the part is planned anew, under the same number, since nothing was taken under it.
        var isTaken = await ledger.TakeBackAsync(accountId, debt);
        await SetAsync(isTaken
            ? debt with { Left = Money.Rupiah(debt.Left.Units - debt.Planned.Units), Number = debt.Number + 1, Planned = Money.Rupiah(0) }
            : debt with { Planned = Money.Rupiah(0) });
        return true;
    }

    private RewardDebt? Find(string id) => state.Value.Debts.FirstOrDefault(debt => debt.Id == id);

    private Task SetAsync(RewardDebt next) => CommitAsync(state.Value.Debts.Replace(state.Value.Debts.First(debt => debt.Id == next.Id), next));

    private Task CommitAsync(ImmutableArray<RewardDebt> debts) => state.CommitAsync(state.Value with { Debts = debts });
}

namespace Nusaloka.Grains.Referral;

/// <summary>What somebody still has of a reward that is taken back.</summary>
/// <param name="Id">Newcomer and side, see <see cref="ReferralLedger"/>.</param>
/// <param name="Left">What is still to be taken.</param>
/// <param name="Number">How many parts of it were taken.</param>
/// <param name="Planned">What is being taken as the next part: it is written before it is tried, so that a repeat tries the same; zero for nothing.</param>
public sealed record RewardDebt(string Id, Money Left, int Number, Money Planned)
{
    /// <summary>Whether there is nothing left to take. Such a one is kept: it says that this reward was taken back.</summary>
    public bool IsPaid => Left.Units == 0;
}

using Orleans.Concurrency;

namespace Nusaloka.Grains.Referral;

/// <summary>The part of <see cref="Nusaloka.Referral.IReferralGrain"/> that only our own events speak to. Key: the account id.</summary>
[Alias("nusaloka.INewcomerGrain")]
internal interface INewcomerGrain : IGrainWithStringKey
{
    /// <summary>Takes over what a registration said. Repeating it does nothing.</summary>
    [Alias("Register")]
    Task RegisterAsync(ReferralClaim claim, CancellationToken cancellationToken = default);

    /// <summary>The person has paid for something: from now on it is too late to say who invited them. Repeating it does nothing.</summary>
    [Alias("HasPaid")]
    Task HasPaidAsync(string paymentId, Money amount, DateTimeOffset at, CancellationToken cancellationToken = default);

    /// <summary>
    /// What the person has paid has taken place, and its money is the payee's; the first time that this earns rewards they are credited. Repeating it does
    /// nothing.
    /// </summary>
    [Alias("HasCompleted")]
    Task HasCompletedAsync(CompletedPurchase purchase, CancellationToken cancellationToken = default);

    /// <summary>
    /// So much is left of a payment of the person: if it is the one that earned rewards, not too long ago, and would not earn them now, they
    /// are taken back. Repeating it does nothing.
    /// </summary>
    [Alias("HasUndone")]
    Task HasUndoneAsync(string paymentId, Money left, DateTimeOffset at, CancellationToken cancellationToken = default);

    /// <summary>Takes a reward back from this person, who may have been the referrer: what is there now, the rest from later rewards. Once for each debt.</summary>
    [Alias("Owe")]
    Task OweAsync(string debtId, Money amount, CancellationToken cancellationToken = default);

    /// <summary>Takes what is still owed, after the person was rewarded.</summary>
    [Alias("Settle")]
    Task SettleAsync(CancellationToken cancellationToken = default);

    /// <summary>The fingerprint of the device that the person registered with; null when it is not known.</summary>
    [AlwaysInterleave, Alias("GetDevice")]
    Task<string?> GetDeviceAsync(CancellationToken cancellationToken = default);

    /// <summary>Forgets what is personal, when the account is closed. Repeating it does nothing more.</summary>
    [Alias("Erase")]
    Task EraseAsync(CancellationToken cancellationToken = default);
}

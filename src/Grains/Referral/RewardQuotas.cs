using System.Globalization;
using Nusaloka.Accounts;

namespace Nusaloka.Grains.Referral;

/// <summary>Which bounds count for a reward.</summary>
internal sealed class RewardQuotas(IGrainFactory grains, ReferralFingerprints fingerprints)
{
    /// <summary>Counts the newcomer as a person: the reason why there is no reward, or null.</summary>
    public async Task<string?> TakePersonAsync(
        Account newcomer, string? device, InvitationState invitation, ReferralOptions options, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var identifier in fingerprints.OfIdentifiers(newcomer))
        {
            if (!await TakeAsync($"person/{identifier}", newcomer.Id, 1, cancellationToken))
                return ReferralReasons.RewardedBefore;
        }

        if (device is not null && !await TakeAsync($"device/{device}", newcomer.Id, 1, cancellationToken))
            return ReferralReasons.RewardedBefore;
        return invitation.Address is { } address
            && !await TakeAsync($"address/{address}/{MonthOf(now)}", newcomer.Id, options.AddressMonthlyCap, cancellationToken)
            ? ReferralReasons.TooManyFromAddress
            : null;
    }

    /// <summary>Counts the newcomer as one of those who have paid the same guide. False when there were enough this month.</summary>
    public Task<bool> TakePayeeAsync(string newcomerId, string payeeId, ReferralOptions options, DateTimeOffset now, CancellationToken cancellationToken) =>
        TakeAsync($"payee/{payeeId}/{MonthOf(now)}", newcomerId, options.PayeeMonthlyCap, cancellationToken);

    /// <summary>Counts the newcomer as one of who invited them. False when there were enough this month.</summary>
    public Task<bool> TakeReferrerAsync(string newcomerId, InvitationState invitation, DateTimeOffset now, CancellationToken cancellationToken) =>
        TakeAsync($"referrer/{invitation.ReferrerId}/{MonthOf(now)}", newcomerId, invitation.Terms.MonthlyCap, cancellationToken);

    private Task<bool> TakeAsync(string key, string newcomerId, int limit, CancellationToken cancellationToken) =>
        grains.GetGrain<IRewardQuotaGrain>(key).TryTakeAsync(newcomerId, limit, cancellationToken);

    private static string MonthOf(DateTimeOffset now) => ReferralRules.DayOf(now).ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

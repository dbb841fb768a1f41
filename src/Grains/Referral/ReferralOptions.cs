using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Nusaloka.Referral;

namespace Nusaloka.Grains.Referral;

/// <summary>What inviting earns, and how often. Read from the section <c>REFERRAL</c>.</summary>
public sealed class ReferralOptions : IValidatableObject
{
    private static readonly DatedTerms Usual = new() { From = DateOnly.MinValue };

    /// <summary>The terms by their first day; at most 100. The usual ones before the first, and when there are none.</summary>
    [MaxLength(100)]
    public List<DatedTerms> Terms { get; } = [];

    /// <summary>For so many days after the registration a person can still say who invited them: 0 to 90.</summary>
    [ConfigurationKeyName("CLAIM_DAYS"), Range(0, 90)]
    public int ClaimDays { get; set; } = 7;

    /// <summary>Within so many days after joining the first payment must be made: 1 to 3650.</summary>
    [ConfigurationKeyName("REWARD_DAYS"), Range(1, 3_650)]
    public int RewardDays { get; set; } = 90;

    /// <summary>Rewards are taken back when the payment that earned them comes to nothing within so many days: 0 to 3650.</summary>
    [ConfigurationKeyName("TAKE_BACK_DAYS"), Range(0, 3_650)]
    public int TakeBackDays { get; set; } = 180;

    /// <summary>So many newcomers from one network address are rewarded a month: 1 to 1000.</summary>
    [ConfigurationKeyName("ADDRESS_MONTHLY_CAP"), Range(1, 1_000)]
    public int AddressMonthlyCap { get; set; } = 5;

    /// <summary>So many newcomers who pay for something of one and the same guide earn rewards a month: 1 to 1000.</summary>
    [ConfigurationKeyName("PAYEE_MONTHLY_CAP"), Range(1, 1_000)]
    public int PayeeMonthlyCap { get; set; } = 20;

    /// <summary>
    /// Whether rewards are for those alone who have proven a phone number: with a domain of one's own e-mail addresses cost nothing. Only where no
    /// short messages are sent at all it should be false.
    /// </summary>
    [ConfigurationKeyName("NEEDS_PHONE")]
    public bool NeedsPhone { get; set; } = true;

    /// <summary>The terms of a day.</summary>
    public ReferralTerms TermsOn(DateOnly day)
    {
        var dated = Terms.Where(terms => terms.From <= day).MaxBy(static terms => terms.From) ?? Usual;
        return new ReferralTerms(
            Money.Rupiah(dated.NewcomerReward), Money.Rupiah(dated.ReferrerReward), Money.Rupiah(dated.MinimumPayment), dated.MonthlyCap);
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var terms in Terms)
        {
            var wrong = new List<ValidationResult>();
            Validator.TryValidateObject(terms, new ValidationContext(terms), wrong, validateAllProperties: true);
            foreach (var one in wrong)
                yield return new ValidationResult($"NUSALOKA_REFERRAL__TERMS from {terms.From:yyyy-MM-dd}: {one.ErrorMessage}", [nameof(Terms)]);
        }
    }
}

using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Grains.Referral;

/// <summary>What inviting earns from a day on. Amounts are whole rupiah.</summary>
public sealed class DatedTerms
{
    /// <summary>The most that one reward can be.</summary>
    private const long MaxReward = 1_000_000;

    /// <summary>The first day, in western Indonesian time, on which they hold for who joins.</summary>
    public DateOnly From { get; set; }

    /// <summary>For the newcomer. Default 25000; 0 to 1000000.</summary>
    [ConfigurationKeyName("NEWCOMER_REWARD"), Range(0, MaxReward)]
    public long NewcomerReward { get; set; } = 25_000;

    /// <summary>For who invited them. Default 25000; 0 to 1000000.</summary>
    [ConfigurationKeyName("REFERRER_REWARD"), Range(0, MaxReward)]
    public long ReferrerReward { get; set; } = 25_000;

    /// <summary>The least that the newcomer's first payment must be. Default 100000; at least 0.</summary>
    [ConfigurationKeyName("MINIMUM_PAYMENT"), Range(0, long.MaxValue)]
    public long MinimumPayment { get; set; } = 100_000;

    /// <summary>For so many newcomers a month who invites is rewarded. Default 20; 0 to 1000.</summary>
    [ConfigurationKeyName("MONTHLY_CAP"), Range(0, 1_000)]
    public int MonthlyCap { get; set; } = 20;
}

using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Grains.Codes;

/// <summary>How long codes are good and how many there may be. Read from <c>NUSALOKA_CODES__</c>.</summary>
internal sealed class CodeOptions
{
    /// <summary>How long a code is good. Default and most: 10 minutes (OWASP ASVS 5.0, 6.5.5); at least 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "00:10:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The time between two codes for the same purpose to the same address or number. Default 1 minute; 1 second to 10 minutes.</summary>
    [ConfigurationKeyName("RESEND_AFTER"), Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan ResendAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Codes for one purpose to one address or number asked for from one place within an hour. Default 5.</summary>
    [ConfigurationKeyName("MAX_PER_HOUR"), Range(1, 60)]
    public int MaxPerHour { get; set; } = 5;

    /// <summary>The same within a day. Default 20.</summary>
    [ConfigurationKeyName("MAX_PER_DAY"), Range(1, 100)]
    public int MaxPerDay { get; set; } = 20;

    /// <summary>
    /// The same within an hour from all places together, but for those where a code was right within 30 days. Default 30; 1 to 1,000.
    /// </summary>
    [ConfigurationKeyName("MAX_PER_HOUR_OF_ALL"), Range(1, 1_000)]
    public int MaxPerHourOfAll { get; set; } = 30;

    /// <summary>The same within a day. Default 100; 1 to 10,000.</summary>
    [ConfigurationKeyName("MAX_PER_DAY_OF_ALL"), Range(1, 10_000)]
    public int MaxPerDayOfAll { get; set; } = 100;

    /// <summary>
    /// Codes for any purpose to one address or number within a minute that other places have asked for, but for those where a code was right within 30 days:
    /// who asks from one more waits. Default 3; 1 to 1,000.
    /// </summary>
    [ConfigurationKeyName("STRANGERS_PER_MINUTE"), Range(1, 1_000)]
    public int StrangersPerMinute { get; set; } = 3;

    /// <summary>Wrong tries after which a code is dead. Default 5; 1 to 10.</summary>
    [ConfigurationKeyName("MAX_TRIES"), Range(1, 10)]
    public int MaxTries { get; set; } = 5;

    /// <summary>
    /// Wrong codes of one address or number within a day, for all purposes together, after which further codes are longer than anybody can
    /// guess. Default 50: a chance of one in twenty thousand a day. 5 to 1,000.
    /// </summary>
    [ConfigurationKeyName("MAX_WRONG_PER_DAY"), Range(5, 1_000)]
    public int MaxWrongPerDay { get; set; } = 50;

    /// <summary>Different addresses and numbers to which one account may have codes sent within a day. Default 5; 1 to 100.</summary>
    [ConfigurationKeyName("RECIPIENTS_PER_DAY"), Range(1, 100)]
    public int RecipientsPerDay { get; set; } = 5;
}

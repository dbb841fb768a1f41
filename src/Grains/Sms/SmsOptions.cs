using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Grains.Sms;

/// <summary>Our account at an SMS provider that speaks Twilio's API. Read from <c>NUSALOKA_SMS__</c>.</summary>
internal sealed class SmsOptions : IValidatableObject
{
    /// <summary>The account, <c>AC…</c>; empty: there is none, and in Development messages go to the development inbox.</summary>
    [ConfigurationKeyName("ACCOUNT_SID"), RegularExpression("[A-Za-z0-9_-]*")]
    public string AccountSid { get; set; } = "";

    /// <summary>The secret of the account, or of the API key.</summary>
    [ConfigurationKeyName("AUTH_TOKEN")]
    public string AuthToken { get; set; } = "";

    /// <summary>An API key, <c>SK…</c>, that <see cref="AuthToken"/> is the secret of; empty: it is the account's own.</summary>
    [ConfigurationKeyName("API_KEY_SID")]
    public string ApiKeySid { get; set; } = "";

    /// <summary>The number or name that messages come from, or a messaging service, <c>MG…</c>.</summary>
    [ConfigurationKeyName("FROM")]
    public string From { get; set; } = "";

    /// <summary>Where the API is.</summary>
    [ConfigurationKeyName("BASE_URL"), Url]
    public string BaseUrl { get; set; } = "https://api.twilio.com";

    /// <summary>
    /// The beginnings of the numbers that messages are sent to, such as <c>+62;+65</c>; <c>+</c> for all. Messages to some countries cost much,
    /// and fraudsters have a share in that. Default: Indonesia.
    /// </summary>
    [ConfigurationKeyName("COUNTRIES"), RegularExpression(@"\+[0-9]{0,6}(;\+[0-9]{1,6})*")]
    public string Countries { get; set; } = "+62";

    /// <summary>Messages that are sent within an hour by all processes together; more wait, as long as they are of use. Default 2,000.</summary>
    [ConfigurationKeyName("MAX_PER_HOUR"), Range(1, 1_000_000)]
    public int MaxPerHour { get; set; } = 2_000;

    /// <summary>
    /// How much of <see cref="MaxPerHour"/>, in percent, goes at most to numbers that nobody has proven to be theirs: the rest is kept for people
    /// whom strangers must not keep out. Default 50; 1 to 100.
    /// </summary>
    [ConfigurationKeyName("UNPROVEN_PERCENT"), Range(1, 100)]
    public int UnprovenPercent { get; set; } = 50;

    /// <summary>How much of it goes at most to each country other than Indonesia. Default 20; 1 to 100.</summary>
    [ConfigurationKeyName("COUNTRY_PERCENT"), Range(1, 100)]
    public int CountryPercent { get; set; } = 20;

    /// <summary>Whether messages are sent to a number, in E.164.</summary>
    public bool Serves(string number) => Countries.Split(';').Any(prefix => number.StartsWith(prefix, StringComparison.Ordinal));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AccountSid.Length > 0 && (AuthToken.Length == 0 || From.Length == 0))
            yield return new ValidationResult("NUSALOKA_SMS__ACCOUNT_SID is set, and NUSALOKA_SMS__AUTH_TOKEN or NUSALOKA_SMS__FROM is not.", [nameof(AuthToken)]);
    }
}

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

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AccountSid.Length > 0 && (AuthToken.Length == 0 || From.Length == 0))
            yield return new ValidationResult("NUSALOKA_SMS__ACCOUNT_SID is set, and NUSALOKA_SMS__AUTH_TOKEN or NUSALOKA_SMS__FROM is not.", [nameof(AuthToken)]);
    }
}

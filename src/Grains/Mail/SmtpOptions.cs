using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Configuration;
using Nusaloka.Accounts;

namespace Nusaloka.Grains.Mail;

/// <summary>The server that takes our mails. Read from <c>NUSALOKA_SMTP__</c>.</summary>
internal sealed class SmtpOptions : IValidatableObject
{
    /// <summary>Its name or address; empty: there is none, and in Development mails go to the development inbox.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port. Default 587.</summary>
    [Range(1, 65_535)]
    public int Port { get; set; } = 587;

    /// <summary>Whether the connection must become encrypted by STARTTLS before anything is said. Default true.</summary>
    public bool Tls { get; set; } = true;

    /// <summary>Who we are there; empty: it asks nobody.</summary>
    public string User { get; set; } = "";

    /// <summary>Our password there.</summary>
    public string Password { get; set; } = "";

    /// <summary>The address that mails come from; its domain is that of their Message-IDs.</summary>
    public string From { get; set; } = "no-reply@nusaloka.id";

    /// <summary>The name that mails come from.</summary>
    [ConfigurationKeyName("FROM_NAME"), StringLength(100)]
    public string FromName { get; set; } = "Nusaloka";

    /// <summary>How long one mail may take. Default 20 seconds; 1 second to 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Identifier.TryParseEmail(From, out _))
            yield return new ValidationResult($"NUSALOKA_SMTP__FROM is '{From}', which is not an e-mail address.", [nameof(From)]);
        if (FromName.Any(char.IsControl))
            yield return new ValidationResult("NUSALOKA_SMTP__FROM_NAME must be one line.", [nameof(FromName)]);
        if (User.Length > 0 && !Tls && !IsThisMachine(Host))
            yield return new ValidationResult("NUSALOKA_SMTP__TLS is false, so NUSALOKA_SMTP__PASSWORD would travel in clear. Remove one of the two.", [nameof(Tls)]);
    }

    private static bool IsThisMachine(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}

using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Grains.Notifications.Fcm;

/// <summary>The settings NUSALOKA_FCM__*: Firebase Cloud Messaging, HTTP v1. Without a project no app gets push messages.</summary>
internal sealed class FcmOptions : IValidatableObject
{
    /// <summary>The id of the Firebase project. Default: empty, push messages to apps are off.</summary>
    [ConfigurationKeyName("PROJECT_ID")]
    public string ProjectId { get; set; } = "";

    /// <summary>The service account's e-mail (client_email of its key file).</summary>
    [ConfigurationKeyName("CLIENT_EMAIL")]
    public string ClientEmail { get; set; } = "";

    /// <summary>The service account's private key, PEM (private_key of its key file).</summary>
    [ConfigurationKeyName("PRIVATE_KEY")]
    public string PrivateKey { get; set; } = "";

    /// <summary>Where messages are sent to. Default: https://fcm.googleapis.com.</summary>
    [Required, Url, ConfigurationKeyName("BASE_URL")]
    public string BaseUrl { get; set; } = "https://fcm.googleapis.com";

    /// <summary>Where access tokens come from. Default: https://oauth2.googleapis.com/token.</summary>
    [Required, Url, ConfigurationKeyName("TOKEN_URL")]
    public string TokenUrl { get; set; } = "https://oauth2.googleapis.com/token";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ProjectId.Length > 0 && (ClientEmail.Length == 0 || PrivateKey.Length == 0))
            yield return new ValidationResult("NUSALOKA_FCM__PROJECT_ID is set, so NUSALOKA_FCM__CLIENT_EMAIL and NUSALOKA_FCM__PRIVATE_KEY are needed.");
    }
}

namespace Nusaloka.Notifications;

/// <summary>A way in which people are told. Names in JSON are lower-case with underscores.</summary>
[GenerateSerializer, Alias("nusaloka.NotificationChannel")]
public enum NotificationChannel
{
    /// <summary>The inbox in the app.</summary>
    InApp = 0,

    /// <summary>A mail to the proven e-mail address.</summary>
    Email = 1,

    /// <summary>A short message to the proven phone number.</summary>
    Sms = 2,

    /// <summary>A push message to each device that asked for them.</summary>
    Push = 3,

    /// <summary>A signed request to an address that the person has named.</summary>
    Webhook = 4,
}

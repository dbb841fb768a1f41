using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Grains.Accounts.Sessions;

/// <summary>How long sessions last. Section <c>Sessions</c>.</summary>
public sealed class SessionOptions
{
    /// <summary>A session ends when it was not refreshed for so long. Default 30 days; 1 hour to 1 year.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00"), ConfigurationKeyName("IDLE_LIFETIME")]
    public TimeSpan IdleLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>A session ends so long after the sign-in, however much it is used. Default 90 days; 1 hour to 1 year.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00"), ConfigurationKeyName("ABSOLUTE_LIFETIME")]
    public TimeSpan AbsoluteLifetime { get; set; } = TimeSpan.FromDays(90);

    /// <summary>
    /// For so long after its use a refresh token still answers the newest one: tabs and retries of one device do not know of each
    /// other. Default 30 seconds; 0 to 2 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:02:00"), ConfigurationKeyName("GRACE")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(30);
}

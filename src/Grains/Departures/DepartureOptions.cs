using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Grains.Departures;

/// <summary>Settings of departures, under <c>NUSALOKA_DEPARTURES__</c>.</summary>
public sealed class DepartureOptions
{
    /// <summary>
    /// How long before its first day a departure that needs a group is decided when its guide names no cut-off: until then seats are sold, and with too few it
    /// does not take place. Default a day; an hour to 30 days. Departures keep what held when they were saved.
    /// </summary>
    [ConfigurationKeyName("GROUP_TIME"), Range(typeof(TimeSpan), "01:00:00", "30.00:00:00")]
    public TimeSpan GroupTime { get; set; } = TimeSpan.FromDays(1);
}

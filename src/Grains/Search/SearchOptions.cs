using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Grains.Search;

/// <summary>How searches keep up. Section <c>SEARCH</c>.</summary>
public sealed class SearchOptions
{
    /// <summary>How often silos look whether there are other places, and bring dates and ratings of trips up to date. Default 5 seconds; 1 second to 10 minutes.</summary>
    [ConfigurationKeyName("REFRESH_INTERVAL"), Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(5);
}

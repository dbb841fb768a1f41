using System.ComponentModel.DataAnnotations;

namespace Nusaloka.Api.RateLimits;

/// <summary>How wrong passwords slow the next answers down. Section <c>TARPIT</c>.</summary>
public sealed class TarpitOptions
{
    /// <summary>So many wrong passwords of one person make each next answer a second later. Default 5; 1 to 1,000.</summary>
    [ConfigurationKeyName("FAILURES"), Range(1, 1_000)]
    public int Failures { get; set; } = 5;

    /// <summary>The same for one address, whoever's passwords they are. Default 25: a mobile network has many people behind one.</summary>
    [ConfigurationKeyName("ADDRESS_FAILURES"), Range(1, 100_000)]
    public int AddressFailures { get; set; } = 25;

    /// <summary>The longest wait, in seconds. Default 10; 1 to 30.</summary>
    [ConfigurationKeyName("MAX_SECONDS"), Range(1, 30)]
    public int MaxSeconds { get; set; } = 10;

    /// <summary>After so many minutes without a try everything is forgotten. Default 15; 1 to 1,440.</summary>
    [ConfigurationKeyName("MEMORY_MINUTES"), Range(1, 1_440)]
    public int MemoryMinutes { get; set; } = 15;

    /// <summary>How many sign-ins may wait in one process; more are answered 429. Default 1,000.</summary>
    [ConfigurationKeyName("MAX_WAITING"), Range(1, 100_000)]
    public int MaxWaiting { get; set; } = 1_000;

    /// <summary>How many sign-ins of one person may wait in one process; more are answered 429. Default 10.</summary>
    [ConfigurationKeyName("MAX_WAITING_EACH"), Range(1, 1_000)]
    public int MaxWaitingEach { get; set; } = 10;
}

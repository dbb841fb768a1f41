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

    /// <summary>
    /// Wrong passwords of one person in a row, from places where the person has not signed in before, after which there is one more in a growing
    /// pause; the others are answered 429. Default 100 (NIST SP 800-63B 3.2.2); 10 to 10,000.
    /// </summary>
    [ConfigurationKeyName("ROW_FAILURES"), Range(10, 10_000)]
    public int RowFailures { get; set; } = 100;

    /// <summary>
    /// Wrong passwords in a row by a device that the account knows, after which it counts as a stranger's: whoever has taken it may guess, too.
    /// Default 20; 5 to 1,000.
    /// </summary>
    [ConfigurationKeyName("DEVICE_FAILURES"), Range(5, 1_000)]
    public int DeviceFailures { get; set; } = 20;

    /// <summary>The longest of these pauses, in minutes; the first is <see cref="MaxSeconds"/>. Default 15, which is 96 guesses a day; 1 to 60.</summary>
    [ConfigurationKeyName("MAX_PAUSE_MINUTES"), Range(1, 60)]
    public int MaxPauseMinutes { get; set; } = 15;

    /// <summary>How many sign-ins may wait in one process; more are answered 429. Default 1,000; a tenth is for places known to the person.</summary>
    [ConfigurationKeyName("MAX_WAITING"), Range(1, 100_000)]
    public int MaxWaiting { get; set; } = 1_000;

    /// <summary>
    /// How many sign-ins of one person may wait in one process, one from each address; more are answered 429. Default 5. One from a place
    /// known to the person may always wait beside them.
    /// </summary>
    [ConfigurationKeyName("MAX_WAITING_EACH"), Range(1, 1_000)]
    public int MaxWaitingEach { get; set; } = 5;
}

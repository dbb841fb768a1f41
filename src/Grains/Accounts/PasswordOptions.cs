using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Grains.Accounts;

/// <summary>How passwords are hashed. Section <c>Passwords</c>.</summary>
public sealed class PasswordOptions
{
    /// <summary>
    /// Rounds of PBKDF2-HMAC-SHA512. Default and least: 210,000 (OWASP Password Storage Cheat Sheet). Older hashes with fewer
    /// are still good.
    /// </summary>
    [Range(210_000, 10_000_000)]
    public int Iterations { get; set; } = 210_000;

    /// <summary>How many passwords are hashed at once. Default: the number of processors.</summary>
    [Range(1, 256)]
    public int Concurrency { get; set; } = Environment.ProcessorCount;

    /// <summary>How many may wait for their turn; more are refused at once. Default 512.</summary>
    [Range(1, 100_000), ConfigurationKeyName("MAX_WAITING")]
    public int MaxWaiting { get; set; } = 512;
}

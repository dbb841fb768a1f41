using System.ComponentModel.DataAnnotations;

namespace Nusaloka.Api;

/// <summary>What is configured of the API, by environment variables with the prefix NUSALOKA_.</summary>
public sealed class ApiOptions
{
    /// <summary>How long a process drains where nothing is configured and people depend on it.</summary>
    public const int DefaultDrainSeconds = 5;

    /// <summary>Host names that requests may be for, separated by semicolons; <c>*</c> allows any. Default: this machine only.</summary>
    [ConfigurationKeyName("ALLOWED_HOSTS"), Required(AllowEmptyStrings = false)]
    public string AllowedHosts { get; init; } = "localhost;127.0.0.1;[::1]";

    /// <summary>Origins (scheme, host and port) whose pages may call the API, separated by semicolons. Default: none.</summary>
    [ConfigurationKeyName("CORS_ORIGINS")]
    public string CorsOrigins { get; init; } = "";

    /// <summary>The <c>iss</c> that access tokens must carry.</summary>
    [ConfigurationKeyName("ISSUER"), Required(AllowEmptyStrings = false)]
    public string Issuer { get; init; } = Nusaloka.Accounts.TokenProfile.DefaultIssuer;

    /// <summary>How far the clocks of two machines may be apart, in seconds: 0 to 5.</summary>
    [ConfigurationKeyName("CLOCK_SKEW_SECONDS"), Range(0, 5)]
    public int ClockSkewSeconds { get; init; } = 2;

    /// <summary>
    /// How long /ready answers 503 before the listener closes when the process is asked to stop, in seconds: 0 to 60. Longer
    /// than the load balancer takes to notice. Default: 0 in Development, <see cref="DefaultDrainSeconds"/> elsewhere.
    /// </summary>
    [ConfigurationKeyName("DRAIN_SECONDS"), Range(0, 60)]
    public int? DrainSeconds { get; init; }

    /// <summary><see cref="AllowedHosts"/>, one by one.</summary>
    public string[] AllowedHostNames => Split(AllowedHosts);

    /// <summary><see cref="CorsOrigins"/>, one by one.</summary>
    public string[] AllowedOrigins => Split(CorsOrigins);

    private static string[] Split(string list) =>
        list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

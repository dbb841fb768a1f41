using System.ComponentModel.DataAnnotations;

namespace Nusaloka.Api;

/// <summary>What is configured of the API, by environment variables with the prefix NUSALOKA_.</summary>
public sealed class ApiOptions
{
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

    /// <summary><see cref="AllowedHosts"/>, one by one.</summary>
    public string[] AllowedHostNames => Split(AllowedHosts);

    /// <summary><see cref="CorsOrigins"/>, one by one.</summary>
    public string[] AllowedOrigins => Split(CorsOrigins);

    private static string[] Split(string list) =>
        list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Grains.Payments.Gateways.Http;

/// <summary>How long gateways are waited for. Read from <c>NUSALOKA_PAYMENTS__</c>.</summary>
internal sealed class GatewayHttpOptions
{
    /// <summary>How long a connection may take. Default 5 seconds; 1 second to 30 seconds.</summary>
    [ConfigurationKeyName("CONNECT_TIMEOUT"), Range(typeof(TimeSpan), "00:00:01", "00:00:30")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer may take, with connecting. Default 15 seconds; 1 second to 25 seconds: a grain's caller waits 30.</summary>
    [ConfigurationKeyName("REQUEST_TIMEOUT"), Range(typeof(TimeSpan), "00:00:01", "00:00:25")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(15);
}

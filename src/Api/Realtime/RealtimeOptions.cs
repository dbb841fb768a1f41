using System.ComponentModel.DataAnnotations;

namespace Nusaloka.Api.Realtime;

/// <summary>How many may be connected and how. Section <c>REALTIME</c>.</summary>
public sealed class RealtimeOptions
{
    /// <summary>Connections that one account may have to a process. Default 20, from 1 to 100,000.</summary>
    [ConfigurationKeyName("CONNECTIONS_PER_ACCOUNT"), Range(1, 100_000)]
    public int ConnectionsPerAccount { get; set; } = 20;

    /// <summary>Rooms that one connection may have joined. Default 200, from 1 to 10,000.</summary>
    [ConfigurationKeyName("ROOMS_PER_CONNECTION"), Range(1, 10_000)]
    public int RoomsPerConnection { get; set; } = 200;

    /// <summary>Frames that wait for a slow reader before it is cut off. Default 256, from 128 to 4,096.</summary>
    [ConfigurationKeyName("QUEUE"), Range(128, 4_096)]
    public int Queue { get; set; } = 256;

    /// <summary>How often the server asks a silent client whether it is there, in seconds. Default 25, from 1 to 120.</summary>
    [ConfigurationKeyName("PING_SECONDS"), Range(1, 120)]
    public int PingSeconds { get; set; } = 25;

    /// <summary>How long one write may take before the connection is cut, in seconds. Default 30, from 1 to 300.</summary>
    [ConfigurationKeyName("WRITE_SECONDS"), Range(1, 300)]
    public int WriteSeconds { get; set; } = 30;

    /// <summary>Over so many seconds the connections of a process that stops are closed, so that not all come back at once. Default 2, from 0 to 60.</summary>
    [ConfigurationKeyName("CLOSE_SPREAD_SECONDS"), Range(0, 60)]
    public int CloseSpreadSeconds { get; set; } = 2;
}

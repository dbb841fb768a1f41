using System.ComponentModel.DataAnnotations;

namespace Orleans.Configuration;

/// <summary>
/// How silos and clients of a cluster reach each other over TCP: who is let in, and the bounds of a connection. Only the embedded runtime
/// has it. Every process of a cluster needs the same secret and certificate.
/// </summary>
public sealed class TransportOptions
{
    /// <summary>The fewest characters of <see cref="Secret"/>.</summary>
    public const int MinSecretLength = 16;

    /// <summary>
    /// What only the processes of the cluster know; each proves it to the other when they connect. At least 16 characters, better 32 random
    /// ones. Required when the silo's address is not loopback. It keeps strangers out; <see cref="CertificatePath"/> keeps what is said from
    /// them. Default: none.
    /// </summary>
    public string? Secret { get; set; }

    /// <summary>
    /// A PKCS#12 file with a certificate and its key, and, if a CA has issued it, the CA's certificate: then everything is sent over TLS.
    /// Both ends show theirs. One is trusted when it is in the other's file, or issued by a CA certificate of that file. Names in it are
    /// not looked at, because silos come and go with their addresses. Default: none, no TLS.
    /// </summary>
    public string? CertificatePath { get; set; }

    /// <summary>The password of <see cref="CertificatePath"/>. Default: none.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>How long one call or answer may be, in bytes. A longer one fails at its sender. Default 16 MiB; 64 KiB to 1 GiB.</summary>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public int MaxFrameBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// How many calls may wait for answers on one connection; the next is rejected at once with <see cref="Runtime.LimitExceededException"/>.
    /// The silo's number holds. Default 20,000; 1 to 1,000,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxOutstandingCalls { get; set; } = 20_000;

    /// <summary>
    /// How many bytes may wait to be sent on one connection. Over it calls are rejected at once with
    /// <see cref="Runtime.LimitExceededException"/>, and a peer that does not read its answers is cut off. Default 64 MiB; at least 1 MiB.
    /// </summary>
    [Range(1024 * 1024, int.MaxValue / 2)]
    public int MaxQueuedBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How many connections a silo takes. More are closed at once. Default 1,000; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int MaxConnections { get; set; } = 1_000;

    /// <summary>How many of them may be unproven yet. More are closed at once. Default 100; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int MaxHandshakes { get; set; } = 100;

    /// <summary>How long a call waits for a connection to be made. Default 2 s; 10 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a new connection may take to prove itself before it is cut off. Default 5 s; 10 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a connection may be silent before it is asked for a sign of life; after three times as long without one it is closed.
    /// Default 5 s; 10 ms to 10 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a silo that leaves waits for its peers to take note and for its last answers. Default 5 s; 10 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan GoodbyeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a client that starts waits for a silo. Default 30 s; 10 ms to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan ClientStartTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

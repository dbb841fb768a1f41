using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Nusaloka.Runtime.Redis;
using Nusaloka.Runtime.Tests.Testing;
using StackExchange.Redis;

namespace Nusaloka.Runtime.Tests.Redis;

/// <summary>What is asked of Redis without the thread pool is answered or fails within its time.</summary>
public sealed class BlockingRedisTests : IDisposable
{
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);

    public BlockingRedisTests() => _server.Start();

    public void Dispose() => _server.Dispose();

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Answer_InPieces_IsPutTogether()
    {
        using var redis = Redis(Patience.Limit);
        var asked = Task.Run(() => redis.Evaluate("return 1", "key"));
        using var connection = await _server.AcceptSocketAsync();
        var question = new byte[1024];
        var length = await connection.ReceiveAsync(question);
        var text = new string('x', 10_000);
        foreach (var piece in new[] { "*", "2\r", $"\n${text.Length}\r\n{text[..7000]}", $"{text[7000..]}\r", "\n:4", "2\r\n" }) await connection.SendAsync(Encoding.UTF8.GetBytes(piece));

        Assert.Equal([text, 42L], await asked);
        Assert.StartsWith("*4\r\n$4\r\nEVAL\r\n", Encoding.UTF8.GetString(question, 0, length), StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Silence_UntilTheDeadline_IsAFailureAndTheNextConnectsAnew()
    {
        using var redis = Redis(TimeSpan.FromMilliseconds(50));

        var failure = Assert.Throws<IOException>(() => redis.Evaluate("return 1", "key"));
        using var first = await _server.AcceptSocketAsync();
        Assert.Throws<IOException>(() => redis.Evaluate("return 1", "key"));
        using var second = await _server.AcceptSocketAsync();

        Assert.Equal(SocketError.TimedOut, Assert.IsType<SocketException>(failure.GetBaseException()).SocketErrorCode);
        Assert.NotEqual(first.RemoteEndPoint, second.RemoteEndPoint);
    }

    [Fact(Timeout = Patience.TestMilliseconds)]
    public async Task Certificate_OfNobodyKnown_IsRefusedInTheHandshake()
    {
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var served = ShakeHandsAsync(certificate);
        using var redis = Redis(Patience.Limit, tls: true);

        var failure = Assert.Throws<IOException>(() => redis.Evaluate("return 1", "key"));

        Assert.IsType<AuthenticationException>(failure.InnerException);
        await served;
    }

    private BlockingRedis Redis(TimeSpan deadline, bool tls = false)
    {
        var settings = new ConfigurationOptions { Ssl = tls };
        settings.EndPoints.Add(_server.LocalEndpoint);
        return new BlockingRedis(settings, deadline);
    }

    private async Task ShakeHandsAsync(X509Certificate certificate)
    {
        using var connection = await _server.AcceptSocketAsync();
        await using var stream = new SslStream(new NetworkStream(connection));
        try
        {
            await stream.AuthenticateAsServerAsync(certificate);
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException)
        {
            // The other side hangs up.
        }
    }
}

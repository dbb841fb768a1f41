using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Runtime.Tests.Testing;
using Orleans.Configuration;

namespace Nusaloka.Runtime.Tests.Transport;

public sealed class HandshakeTests
{
    private static readonly TimeSpan Brief = TimeSpan.FromMilliseconds(400);

    [Fact]
    public async Task Client_WithAnotherSecret_IsNotLetIn()
    {
        await using var cluster = await TcpCluster.StartAsync(silos: 1);

        var exception = await Assert.ThrowsAsync<SiloUnavailableException>(() => cluster.StartClientAsync(client => client.Configure<TransportOptions>(options =>
            (options.Secret, options.ClientStartTimeout) = ("another secret, long enough, too", Brief))));

        Assert.Contains("secret", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_OfAnotherCluster_IsNotLetIn()
    {
        await using var cluster = await TcpCluster.StartAsync(silos: 1);

        await Assert.ThrowsAsync<SiloUnavailableException>(() => cluster.StartClientAsync(client => client
            .Configure<ClusterOptions>(options => options.ClusterId = "another")
            .Configure<TransportOptions>(options => options.ClientStartTimeout = Brief)));
    }

    [Fact]
    public async Task Client_ThatFindsAnotherSiloAtTheAddress_DoesNotTakeItForTheOneItKnew()
    {
        await using var cluster = await TcpCluster.StartAsync(silos: 1);
        var real = cluster.Members.View.Silos[0];
        var old = SiloAddress.New(real.Endpoint, real.Generation - 1);
        await cluster.Members.RemoveAsync(real, CancellationToken.None);
        await cluster.Members.JoinAsync(old, "old", CancellationToken.None);

        var exception = await Assert.ThrowsAsync<SiloUnavailableException>(() =>
            cluster.StartClientAsync(client => client.Configure<TransportOptions>(options => options.ClientStartTimeout = Brief)));

        Assert.Contains(real.ToString(), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stranger_WhoSendsGarbage_IsCutOffWithoutAWord()
    {
        await using var cluster = await TcpCluster.StartAsync(silos: 1);
        using var stranger = await ConnectAsync(cluster);

        await stranger.SendAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());

        Assert.Empty(await ReadToEndAsync(stranger));
    }

    [Fact]
    public async Task Stranger_WhoSaysNothing_IsCutOffWhenTimeIsUp()
    {
        await using var cluster = new TcpCluster();
        await cluster.StartSiloAsync(silo => silo.Configure<TransportOptions>(options => options.HandshakeTimeout = TimeSpan.FromMilliseconds(100)));
        using var stranger = await ConnectAsync(cluster);

        Assert.Empty(await ReadToEndAsync(stranger));
    }

    [Fact]
    public async Task Strangers_MoreThanMayWait_AreTurnedAwayAtOnce()
    {
        await using var cluster = new TcpCluster();
        await cluster.StartSiloAsync(silo => silo.Configure<TransportOptions>(options => (options.MaxHandshakes, options.HandshakeTimeout) = (2, TimeSpan.FromMinutes(1))));
        using var first = await ConnectAsync(cluster);
        using var second = await ConnectAsync(cluster);
        using var third = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var connecting = third.ConnectAsync(cluster.Members.View.Silos[0].Endpoint);

        // It may be over before this end has seen it begin.
        await connecting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Assert.True(connecting.IsFaulted || (await ReadToEndAsync(third)).Length == 0);
    }

    [Fact]
    public async Task Strangers_ThatWereTurnedAway_KeepNobodyOutLater()
    {
        await using var cluster = new TcpCluster();
        await cluster.StartSiloAsync(silo => silo.Configure<TransportOptions>(options => (options.MaxHandshakes, options.HandshakeTimeout) = (2, TimeSpan.FromMinutes(1))));
        var strangers = new List<Socket>();
        for (var i = 0; i < 8; i++)
        {
            strangers.Add(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
            await strangers[i].ConnectAsync(cluster.Members.View.Silos[0].Endpoint).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        strangers.ForEach(stranger => stranger.Dispose());

        var client = await cluster.StartClientAsync(builder => builder.Configure<TransportOptions>(options => options.ClientStartTimeout = TimeSpan.FromSeconds(10)));
        Assert.NotEmpty(await client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(Patience.NewName()).WhereAsync());
    }

    [Fact]
    public async Task Silo_OffLoopbackWithoutSecret_DoesNotStart()
    {
        await using var cluster = new TcpCluster();

        var exception = await Assert.ThrowsAsync<OrleansConfigurationException>(() => cluster.StartSiloAsync(silo => silo
            .ConfigureEndpoints(IPAddress.Loopback, TcpCluster.FreePort(), gatewayPort: 0, listenOnAnyHostAddress: true)
            .Configure<TransportOptions>(options => options.Secret = null)));

        Assert.Contains("TransportOptions.Secret", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_WithAShortSecret_DoesNotStart()
    {
        await using var cluster = new TcpCluster();

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => cluster.StartSiloAsync(silo => silo.Configure<TransportOptions>(options => options.Secret = "short")));

        Assert.Contains("Secret", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tls_WithTheSameCertificate_CarriesCalls()
    {
        using var file = new CertificateFile();
        await using var cluster = new TcpCluster();
        await cluster.StartSiloAsync(silo => silo.Configure<TransportOptions>(file.Set));
        var client = await cluster.StartClientAsync(builder => builder.Configure<TransportOptions>(file.Set));
        var bytes = RandomNumberGenerator.GetBytes(300_000);

        var echoed = await client.Services.GetRequiredService<IClusterClient>().GetGrain<IParcelGrain>(Patience.NewName()).EchoBytesAsync(bytes);

        Assert.True(bytes.AsSpan().SequenceEqual(echoed));
    }

    [Fact]
    public async Task Tls_WithAnotherCertificate_IsRefused()
    {
        using var file = new CertificateFile();
        using var other = new CertificateFile();
        await using var cluster = new TcpCluster();
        await cluster.StartSiloAsync(silo => silo.Configure<TransportOptions>(file.Set));

        await Assert.ThrowsAsync<SiloUnavailableException>(() => cluster.StartClientAsync(client => client
            .Configure<TransportOptions>(other.Set)
            .Configure<TransportOptions>(options => options.ClientStartTimeout = Brief)));
    }

    private static async Task<Socket> ConnectAsync(TcpCluster cluster)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(cluster.Members.View.Silos[0].Endpoint);
        return socket;
    }

    /// <summary>What comes until the other end closes.</summary>
    private static async Task<byte[]> ReadToEndAsync(Socket socket)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        var all = new MemoryStream();
        var buffer = new byte[1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, patience.Token) is > 0 and var count) all.Write(buffer, 0, count);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            // Cut off hard.
        }

        return all.ToArray();
    }

    private sealed class CertificateFile : IDisposable
    {
        private const string Password = "of the file";

        private readonly string _path = Path.Combine(Path.GetTempPath(), $"nusaloka-{RandomNumberGenerator.GetHexString(16)}.p12");

        public CertificateFile()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var certificate = new CertificateRequest("CN=cluster", key, HashAlgorithmName.SHA256)
                .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
            File.WriteAllBytes(_path, certificate.Export(X509ContentType.Pkcs12, Password));
        }

        public void Set(TransportOptions options) => (options.CertificatePath, options.CertificatePassword) = (_path, Password);

        public void Dispose() => File.Delete(_path);
    }
}

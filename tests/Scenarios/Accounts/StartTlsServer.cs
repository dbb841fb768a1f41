using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Nusaloka.Scenarios.Accounts;

/// <summary>
/// A mail server that takes mails after STARTTLS (RFC 3207), with a certificate of its own for <c>localhost</c>. It writes down what it was told in
/// clear, and what was encrypted.
/// </summary>
internal sealed class StartTlsServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly X509Certificate2 _certificate;
    private readonly bool _offersTls;
    private readonly Task _serving;

    public StartTlsServer(bool offersTls = true)
    {
        _offersTls = offersTls;
        _certificate = NewCertificate();
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Its certificate, for whoever is to trust it.</summary>
    public string Pem => _certificate.ExportCertificatePem();

    /// <summary>Connections that came.</summary>
    public int Connections { get; private set; }

    /// <summary>Commands that came in clear.</summary>
    public ConcurrentQueue<string> InClear { get; } = new();

    /// <summary>Commands and mails that came encrypted, line by line.</summary>
    public ConcurrentQueue<string> Encrypted { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _certificate.Dispose();
        _end.Dispose();
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }

    private async Task ServeAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(_end.Token);
            Connections++;
            try
            {
                await ConverseAsync(client.GetStream());
            }
            catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
            {
                // Who does not trust the certificate hangs up.
            }
        }
    }

    private async Task ConverseAsync(NetworkStream plain)
    {
        var capabilities = _offersTls ? "250-localhost\r\n250 STARTTLS" : "250 localhost";
        var startsTls = await ConverseAsync(plain, "220 localhost ready", capabilities, InClear);
        if (!startsTls)
            return;

        await using var encrypted = new SslStream(plain);
        await encrypted.AuthenticateAsServerAsync(_certificate);
        await ConverseAsync(encrypted, greeting: null, "250 localhost", Encrypted);
    }

    /// <summary>Answers until the end; true when the other side wants to go on encrypted.</summary>
    private async Task<bool> ConverseAsync(Stream stream, string? greeting, string capabilities, ConcurrentQueue<string> seen)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        if (greeting is not null)
            await SayAsync(stream, greeting);
        var isMail = false;
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            seen.Enqueue(line);
            if (isMail)
            {
                isMail = line != ".";
                if (!isMail)
                    await SayAsync(stream, "250 taken");
                continue;
            }

            isMail = line == "DATA";
            await SayAsync(stream, line switch
            {
                "STARTTLS" => "220 go ahead",
                "DATA" => "354 go ahead",
                "QUIT" => "221 bye",
                _ when line.StartsWith("EHLO", StringComparison.Ordinal) => capabilities,
                _ => "250 ok",
            });
            if (line == "STARTTLS")
                return true;
        }

        return false;
    }

    private static async Task SayAsync(Stream stream, string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"));
}

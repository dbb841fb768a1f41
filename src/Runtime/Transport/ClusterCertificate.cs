using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Transport;

/// <summary>The certificate of this process, and which ones of others it trusts. See <see cref="Orleans.Configuration.TransportOptions.CertificatePath"/>.</summary>
internal sealed class ClusterCertificate : IDisposable
{
    private readonly X509Certificate2Collection _all;
    private readonly X509Certificate2 _own;

    private ClusterCertificate(X509Certificate2Collection all, X509Certificate2 own) => (_all, _own) = (all, own);

    /// <exception cref="OrleansConfigurationException">There is no such file, it cannot be read, or it has no certificate with a key.</exception>
    public static ClusterCertificate Load(string path, string? password)
    {
        try
        {
            var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(path, password);
            var own = all.FirstOrDefault(static certificate => certificate.HasPrivateKey);
            if (own is not null) return new ClusterCertificate(all, own);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new OrleansConfigurationException($"The cluster's certificate '{path}' cannot be read: {exception.Message} It must be a PKCS#12 file; check its password.", exception);
        }

        throw new OrleansConfigurationException($"The cluster's certificate '{path}' has no private key; the PKCS#12 file must hold certificate and key.");
    }

    /// <summary>TLS, as the side that is connected to.</summary>
    public async Task<IDuplexPipe> AcceptAsync(IDuplexPipe pipe, CancellationToken cancellationToken)
    {
        var stream = new SslStream(new DuplexPipeStream(pipe));
        await stream.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificate = _own,
                ClientCertificateRequired = true,
                RemoteCertificateValidationCallback = (_, certificate, _, _) => IsTrusted(certificate),
            },
            cancellationToken).ConfigureAwait(false);
        return new StreamDuplexPipe(stream);
    }

    /// <summary>TLS, as the side that connects.</summary>
    public async Task<IDuplexPipe> ConnectAsync(IDuplexPipe pipe, CancellationToken cancellationToken)
    {
        var stream = new SslStream(new DuplexPipeStream(pipe));
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = string.Empty,
                ClientCertificateContext = SslStreamCertificateContext.Create(_own, additionalCertificates: null, offline: true),
                RemoteCertificateValidationCallback = (_, certificate, _, _) => IsTrusted(certificate),
            },
            cancellationToken).ConfigureAwait(false);
        return new StreamDuplexPipe(stream);
    }

    public void Dispose()
    {
        foreach (var certificate in _all) certificate.Dispose();
    }

    /// <summary>It is one of the file, or one of the file has issued it.</summary>
    private bool IsTrusted(X509Certificate? certificate)
    {
        if (certificate is not X509Certificate2 given) return false;
        if (_all.Any(known => known.RawDataMemory.Span.SequenceEqual(given.RawDataMemory.Span))) return true;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_all);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(given);
    }
}

using System.Net.Http.Json;
using Nusaloka.Scenarios.Harness;
using Nusaloka.Testing;

namespace Nusaloka.Scenarios.Accounts;

/// <summary>Mails go out encrypted, to a server that is who it says, or not at all.</summary>
public sealed class MailOverTlsTests : IAsyncLifetime
{
    private const string Email = "siti@contoh.id";

    private readonly string _folder = Directory.CreateTempSubdirectory("nusaloka-tls-").FullName;
    private PostgresDatabase? _database;

    public async Task InitializeAsync() => _database = await PostgresDatabase.CreateEmptyAsync();

    public async Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        if (_database is not null)
            await _database.DisposeAsync();
    }

    [Fact]
    public async Task Mail_ToAServerThatIsTrusted_IsEncrypted()
    {
        await using var server = new StartTlsServer();

        await ForgetPasswordAsync(server, isTrusted: true, () => server.Encrypted.Contains("."));

        Assert.Contains(server.Encrypted, static line => line.StartsWith("RCPT TO:<" + Email, StringComparison.Ordinal));
        Assert.All(server.InClear, static line => Assert.True(line.StartsWith("EHLO", StringComparison.Ordinal) || line == "STARTTLS", line));
    }

    [Fact]
    public async Task Mail_ToAServerThatNobodyVouchesFor_IsNotSent()
    {
        await using var server = new StartTlsServer();

        await ForgetPasswordAsync(server, isTrusted: false, () => server.Connections >= 2);

        Assert.Empty(server.Encrypted);
        Assert.DoesNotContain(server.InClear, static line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mail_ToAServerWithoutTls_IsNotSent()
    {
        await using var server = new StartTlsServer(offersTls: false);

        await ForgetPasswordAsync(server, isTrusted: true, () => server.Connections >= 2);

        Assert.DoesNotContain(server.InClear, static line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    /// <summary>Has a mail sent to the server, and waits until it has seen that or the second try.</summary>
    private async Task ForgetPasswordAsync(StartTlsServer server, bool isTrusted, Func<bool> isDone)
    {
        var trusted = Path.Combine(_folder, "trusted.pem");
        await File.WriteAllTextAsync(trusted, isTrusted ? server.Pem : "");
        await using var api = new NusalokaProcess(
            "api", "Nusaloka.Api", ("NUSALOKA_POSTGRES", _database!.ConnectionString), NusalokaProcess.MasterKey(), ("SSL_CERT_FILE", trusted),
            ("NUSALOKA_SMTP__HOST", "localhost"), ("NUSALOKA_SMTP__PORT", $"{server.Port}"));
        await api.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = api.Address };
        using var registered = await client.PostAsJsonAsync(
            new Uri("/api/v1/auth/register", UriKind.Relative), new { full_name = "Siti", email = Email, password = "perahu kayu di Bira" });
        registered.EnsureSuccessStatusCode();

        using var requested = await client.PostAsJsonAsync(new Uri("/api/v1/auth/forgot-password", UriKind.Relative), new { email = Email });
        requested.EnsureSuccessStatusCode();
        await Eventually.TrueAsync("the mail server to be called", isDone, within: TimeSpan.FromMinutes(2));
    }
}

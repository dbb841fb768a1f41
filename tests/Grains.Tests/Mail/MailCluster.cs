using Microsoft.Extensions.Configuration;
using Nusaloka.Grains.Mail;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Mail;

/// <summary>Two silos that send mails to a real server, and short messages to one that takes them all. A class fixture.</summary>
public sealed class MailCluster : IAsyncLifetime
{
    private ScriptedServer? _sms;

    internal GrainCluster Cluster { get; private set; } = null!;

    internal MailServer Mails { get; } = MailServer.Create();

    internal ScriptedServer Sms => _sms ?? throw new InvalidOperationException("The cluster is not started yet.");

    public async Task InitializeAsync()
    {
        _sms = await ScriptedServer.StartAsync();
        _sms.On("*", 201, """{"sid":"SM1","status":"queued"}""");
        Cluster = new GrainCluster(host => host.Configuration.AddInMemoryCollection(SmtpSettings(Mails.Port).Concat(SmsSettings(_sms.Address))));
        await Task.WhenAll(Mails.StartAsync(), Cluster.InitializeAsync());
    }

    public async Task DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await Mails.DisposeAsync();
        await Sms.DisposeAsync();
    }

    internal static Dictionary<string, string?> SmtpSettings(int port) => new()
    {
        ["SMTP:HOST"] = "127.0.0.1",
        ["SMTP:PORT"] = $"{port}",
        ["SMTP:TLS"] = "false",
    };

    internal static Dictionary<string, string?> SmsSettings(string address) => new()
    {
        ["SMS:ACCOUNT_SID"] = "AC1",
        ["SMS:AUTH_TOKEN"] = "a token for tests",
        ["SMS:FROM"] = "NUSALOKA",
        ["SMS:BASE_URL"] = address,
    };

    internal static OutgoingMail Mail(string to, DateTimeOffset expiresAt) => new(to, "id", new MailContent("Halo", ["isi"]) { Code = "271828" }, expiresAt);
}

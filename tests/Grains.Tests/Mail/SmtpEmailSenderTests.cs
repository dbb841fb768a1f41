using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Mail;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Mail;

/// <summary>Mails as a real server gets them.</summary>
public sealed class SmtpEmailSenderTests : IAsyncLifetime
{
    private const string Password = "kata sandi server";

    private readonly MailServer _server = MailServer.Create(Password);

    public Task InitializeAsync() => _server.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Send_AMail_ArrivesAsTextAndHtmlWithItsHeaders()
    {
        var mail = new EmailMessage("siti@contoh.id", "Kode — 100 % é", "Halo, ini teksnya: é\r\n", "<p>Halo, <b>HTML</b>: é</p>", "id", Guid.Parse("0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e"));

        await Sender().SendAsync(mail, CancellationToken.None);

        var received = await _server.WaitForAsync("siti@contoh.id");
        Assert.Equal("Kode — 100 % é", received.Subject);
        Assert.Contains("Halo, ini teksnya: é", received.Body, StringComparison.Ordinal);
        Assert.Contains("<b>HTML</b>: é", received.Html, StringComparison.Ordinal);
        Assert.Equal("no-reply@nusaloka.id", received.From);
        Assert.Equal("<0199a0c25b7e7c3a9d510f6b1f2c3d4e@nusaloka.id>", received.Header("message-id"));
        Assert.Equal("auto-generated", received.Header("auto-submitted"));
        Assert.Equal("id", received.Header("content-language"));
        Assert.Contains("multipart/alternative", await _server.SourceAsync(received), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Halo\r\nBcc: pencuri@contoh.id")]
    [InlineData("Halo\nBcc: pencuri@contoh.id")]
    [InlineData("Halo\rBcc: pencuri@contoh.id\r\n\r\n<script>")]
    [InlineData("Halo\u2028Bcc: pencuri@contoh.id")]
    public async Task Send_ASubjectWithLineBreaks_AddsNoHeader(string subject)
    {
        var to = $"korban{GrainCluster.NewId()}@contoh.id";
        await Sender().SendAsync(new EmailMessage(to, subject, "x", "x", "id", Guid.Parse(GrainCluster.NewId())), CancellationToken.None);

        var received = await _server.WaitForAsync(to);
        Assert.Equal([to], received.Recipients);
        Assert.Null(received.Header("bcc"));
        Assert.StartsWith("Halo", received.Subject, StringComparison.Ordinal);
        Assert.Contains("Bcc: pencuri@contoh.id", received.Subject, StringComparison.Ordinal);
        Assert.Empty(await _server.ToAsync("pencuri@contoh.id"));
    }

    [Theory]
    [InlineData("a@contoh.id\r\nRCPT TO:<pencuri@contoh.id>")]
    [InlineData("a@contoh.id, pencuri@contoh.id")]
    [InlineData("Siti <a@contoh.id>")]
    [InlineData("")]
    public void Message_ToNoSingleAddress_CannotBeMade(string to) =>
        Assert.Throws<ArgumentException>(() => new EmailMessage(to, "x", "x", "x", "id", Guid.Parse(GrainCluster.NewId())));

    [Fact]
    public async Task Send_WithTheWrongPassword_FailsAndMayBeTriedAgain()
    {
        var failure = await Record.ExceptionAsync(() => Sender(options => options.Password = "salah").SendAsync(Mail("sandi@contoh.id"), CancellationToken.None));

        Assert.IsType<SmtpException>(failure);
        Assert.Empty(await _server.ToAsync("sandi@contoh.id"));
    }

    [Fact]
    public async Task Send_ToAServerWithoutTlsWhereTlsIsWanted_SendsNothingInClear()
    {
        var failure = await Record.ExceptionAsync(() => Sender(options => options.Tls = true).SendAsync(Mail("tls@contoh.id"), CancellationToken.None));

        Assert.NotNull(failure);
        Assert.IsNotType<DeliveryRefusedException>(failure);
        Assert.Empty(await _server.ToAsync("tls@contoh.id"));
    }

    [Fact]
    public async Task Send_WhereNobodyListens_FailsAndMayBeTriedAgain()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        Assert.IsType<SmtpException>(await Record.ExceptionAsync(() => Sender(options => options.Port = port).SendAsync(Mail("a@contoh.id"), CancellationToken.None)));
    }

    [Fact]
    public async Task Send_ToAServerThatIsSilent_EndsWithItsTimeLimit()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var sender = Sender(options =>
        {
            options.Port = ((IPEndPoint)listener.LocalEndpoint).Port;
            options.Timeout = TimeSpan.FromSeconds(1);
        });

        await Assert.ThrowsAsync<TimeoutException>(() => sender.SendAsync(Mail("a@contoh.id"), CancellationToken.None));
    }

    [Theory]
    [InlineData("550 no such user", true)]
    [InlineData("553 not allowed", true)]
    [InlineData("451 later", false)]
    [InlineData("421 too busy", false)]
    public async Task Send_ARecipientThatTheServerRefuses_IsFinalWhenItSaysSo(string reply, bool isFinal)
    {
        await using var server = new ScriptedSmtpServer(command =>
            command.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase) ? reply : ScriptedSmtpServer.Friendly(command));

        var failure = await Record.ExceptionAsync(() => Sender(options => options.Port = server.Port).SendAsync(Mail("a@contoh.id"), CancellationToken.None));

        Assert.NotNull(failure);
        Assert.Equal(isFinal, failure is DeliveryRefusedException);
        Assert.Empty(server.Mails);
    }

    [Theory]
    [InlineData("mail.contoh.id", false, "rahasia", false)]
    [InlineData("mail.contoh.id", true, "rahasia", true)]
    [InlineData("127.0.0.1", false, "rahasia", true)]
    [InlineData("mail.contoh.id", false, "", true)]
    public void Options_APasswordInClear_OnlyToThisMachine(string host, bool tls, string user, bool isValid)
    {
        var options = new SmtpOptions { Host = host, Tls = tls, User = user };

        Assert.Equal(isValid, !options.Validate(new System.ComponentModel.DataAnnotations.ValidationContext(options)).Any());
    }

    private static EmailMessage Mail(string to) => new(to, "Halo", "teks", "<p>html</p>", "id", Guid.Parse(GrainCluster.NewId()));

    private SmtpEmailSender Sender(Action<SmtpOptions>? change = null)
    {
        var options = new SmtpOptions { Host = "127.0.0.1", Port = _server.Port, Tls = false, User = MailServer.User, Password = Password };
        change?.Invoke(options);
        return new SmtpEmailSender(Options.Create(options), TimeProvider.System);
    }
}

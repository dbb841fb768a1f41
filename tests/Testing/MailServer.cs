using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Nusaloka.Testing;

/// <summary>A real SMTP server (maildev) of a test's own, whose mails are read back over HTTP.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly HttpClient _web;
    private readonly string? _password;
    private readonly string _folder = Directory.CreateTempSubdirectory("nusaloka-mail-").FullName;
    private Process? _process;

    private MailServer(int webPort, string? password)
    {
        _web = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{webPort}")) };
        _password = password;
    }

    /// <summary>The user that it lets in when it asks for a password.</summary>
    public const string User = "nusaloka";

    /// <summary>Where it takes mails, on 127.0.0.1.</summary>
    public int Port { get; private init; }

    /// <summary>A server that does not run yet.</summary>
    /// <param name="password">What whoever sends mail must know; null: anybody may.</param>
    public static MailServer Create(string? password = null) => new(FreePort(), password) { Port = FreePort() };

    /// <summary>A server that runs.</summary>
    public static async Task<MailServer> StartNewAsync(string? password = null)
    {
        var server = Create(password);
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts it; completes when it answers.</summary>
    public async Task StartAsync()
    {
        // The shell takes the server along when this process ends, however it ends: then its input ends.
        var start = new ProcessStartInfo("sh")
        {
            RedirectStandardInput = true,
            ArgumentList =
            {
                "-c", "node \"$@\" >/dev/null 2>&1 </dev/null & read _; kill -9 $!; wait", "maildev", NodePrograms.PathOf("maildev", "bin/maildev"),
                "--ip", "127.0.0.1", "--smtp", Port.ToString(CultureInfo.InvariantCulture),
                "--web-ip", "127.0.0.1", "--web", _web.BaseAddress!.Port.ToString(CultureInfo.InvariantCulture), "--mail-directory", _folder,
            },
        };
        if (_password is not null)
        {
            foreach (var argument in (string[])["--incoming-user", User, "--incoming-pass", _password])
                start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start) ?? throw new InvalidOperationException("maildev did not start.");
        await Eventually.TrueAsync($"maildev at port {Port} to answer", AnswersAsync, within: TimeSpan.FromMinutes(2));
    }

    /// <summary>The mails to an address, oldest first.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> ToAsync(string address)
    {
        var all = await _web.GetFromJsonAsync<JsonArray>("/email") ?? [];
        var mails = all.OfType<JsonObject>().Where(mail => Recipients(mail).Contains(address, StringComparer.OrdinalIgnoreCase));
        return [.. mails.Select(static mail => new ReceivedMail(mail, [.. Recipients(mail)]))];
    }

    /// <summary>Waits for a mail to an address; answers the newest when there are so many.</summary>
    public async Task<ReceivedMail> WaitForAsync(string address, int count = 1)
    {
        IReadOnlyList<ReceivedMail> mails = [];
        await Eventually.TrueAsync(
            $"mail number {count} to {address}", async () => (mails = await ToAsync(address)).Count >= count, within: TimeSpan.FromMinutes(1));
        return mails[^1];
    }

    /// <summary>The mail as it came over the line.</summary>
    public Task<string> SourceAsync(ReceivedMail mail) => _web.GetStringAsync(new Uri($"/email/{mail.Id}/source", UriKind.Relative));

    public ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            _process.WaitForExit();
            _process.Dispose();
        }

        _web.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    // Who it was handed over for, whatever its headers say.
    private static IEnumerable<string> Recipients(JsonObject mail) =>
        mail["envelope"]!["to"]!.AsArray().Select(static recipient => recipient!["address"]!.GetValue<string>());

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await _web.GetAsync(new Uri("/healthz", UriKind.Relative));
            using var smtp = new TcpClient();
            await smtp.ConnectAsync(IPAddress.Loopback, Port);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException)
        {
            return false;
        }
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Nusaloka.Grains.Tests.Mail;

/// <summary>An SMTP server that answers each command as a test says: a reply, or null to hang up. It keeps the mails that it was sent.</summary>
internal sealed class ScriptedSmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<string, string?> _reply;
    private readonly Task _loop;

    public ScriptedSmtpServer(Func<string, string?> reply)
    {
        _reply = reply;
        _listener.Start();
        _loop = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What was said after DATA, once for each mail.</summary>
    public ConcurrentQueue<string> Mails { get; } = new();

    /// <summary>What a friendly server says to a command; the end of a mail is the command ".".</summary>
    public static string Friendly(string command) => command.Split(' ', ':')[0].ToUpperInvariant() switch
    {
        "EHLO" or "HELO" => "250 here",
        "DATA" => "354 go on",
        "QUIT" => "221 bye",
        _ => "250 ok",
    };

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _loop;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                await TalkAsync(client);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
            {
            }
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 scripted");
        while (await reader.ReadLineAsync(_end.Token) is { } command)
        {
            if (_reply(command) is not { } reply)
                return;

            await writer.WriteLineAsync(reply);
            if (reply.StartsWith("354", StringComparison.Ordinal) && !await TakeMailAsync(reader, writer))
                return;
        }
    }

    private async Task<bool> TakeMailAsync(StreamReader reader, StreamWriter writer)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_end.Token) is { } line && line != ".")
            mail.AppendLine(line);
        Mails.Enqueue(mail.ToString());
        if (_reply(".") is not { } reply)
            return false;

        await writer.WriteLineAsync(reply);
        return true;
    }
}

using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Text;

namespace Nusaloka.Runtime.Redis;

/// <summary>
/// One connection to Redis that blocks the thread that uses it, and needs no other: what must go on when the thread pool is busy goes over it.
/// Speaks RESP2 (https://redis.io/docs/latest/develop/reference/protocol-spec/). One thread at a time.
/// </summary>
internal sealed class RedisLine : IDisposable
{
    // Far above what a script answers; a longer one is not from Redis.
    private const int LongestReply = 16 << 20;

    private readonly PolledStream _line;
    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[4096];
    private int _read;
    private int _filled;

    private RedisLine(PolledStream line, Stream stream)
    {
        _line = line;
        _stream = stream;
    }

    /// <summary>Connects within a time.</summary>
    /// <param name="endpoint">Where Redis is.</param>
    /// <param name="tlsHost">The name its certificate is for; null for no TLS.</param>
    /// <param name="within">The time for all of it.</param>
    /// <exception cref="IOException">No connection in that time.</exception>
    public static RedisLine Open(EndPoint endpoint, string? tlsHost, TimeSpan within)
    {
        var line = PolledStream.Connect(endpoint, within);
        try
        {
            if (tlsHost is null) return new RedisLine(line, line);
            var tls = new SslStream(line);
            tls.AuthenticateAsClient(tlsHost);
            return new RedisLine(line, tls);
        }
        catch
        {
            line.Dispose();
            throw;
        }
    }

    /// <summary>Sends a command and waits for the answer: a string, a long, an array of these, or null.</summary>
    /// <exception cref="RedisRefusedException">Redis answered with an error; the line is still good.</exception>
    /// <exception cref="IOException">No answer in that time, or none at all; the line is of no use any more.</exception>
    public object? Send(TimeSpan within, params ReadOnlySpan<string> words)
    {
        _line.Within(within);
        var command = new StringBuilder();
        command.Append(CultureInfo.InvariantCulture, $"*{words.Length}\r\n");
        foreach (var word in words) command.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        _stream.Write(Encoding.UTF8.GetBytes(command.ToString()));
        return ReadReply();
    }

    public void Dispose() => _stream.Dispose();

    private object? ReadReply()
    {
        var line = ReadTextLine();
        var rest = line[1..];
        switch (line[0])
        {
            case '+': return rest;
            case '-': throw new RedisRefusedException(rest);
            case ':': return long.Parse(rest, CultureInfo.InvariantCulture);
            case '$': return LengthOf(rest) is var length and >= 0 ? ReadText(length) : null;
            case '*':
                var count = LengthOf(rest);
                if (count < 0) return null;
                var items = new object?[count];
                for (var i = 0; i < count; i++) items[i] = ReadReply();
                return items;
            default: throw new IOException($"'{line}' is no answer of Redis.");
        }
    }

    private static int LengthOf(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var length) && length <= LongestReply
            ? length
            : throw new IOException($"'{text}' is no length of an answer of Redis.");

    private string ReadTextLine()
    {
        var line = new StringBuilder();
        while (true)
        {
            var next = (char)ReadByte();
            if (next == '\n' && line is [.., '\r']) return line.Length > 1 ? line.ToString(0, line.Length - 1) : throw new IOException("Redis answered with an empty line.");
            line.Append(next);
            if (line.Length > _buffer.Length) throw new IOException("Redis answered with a line that does not end.");
        }
    }

    private string ReadText(int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++) bytes[i] = ReadByte();
        if (ReadByte() != '\r' || ReadByte() != '\n') throw new IOException("An answer of Redis is longer than it says.");
        return Encoding.UTF8.GetString(bytes);
    }

    private byte ReadByte()
    {
        if (_read == _filled)
        {
            _read = 0;
            _filled = _stream.Read(_buffer);
            if (_filled == 0) throw new IOException("Redis closed the connection.");
        }

        return _buffer[_read++];
    }
}

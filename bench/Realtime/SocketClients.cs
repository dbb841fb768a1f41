using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Nusaloka.Bench.Measuring;

namespace Nusaloka.Bench.Realtime;

/// <summary>
/// Thousands of clients, each in one room: person i is in room i / size. Each checks that the numbers of what it is told follow each other, and counts how
/// long what was said took to it.
/// </summary>
internal sealed class SocketClients : IDisposable
{
    private const int Shards = 16;
    private const int ConnectedAtOnce = 128;
    private const string Text = " Besok kita berangkat jam delapan dari stasiun Tugu, jangan lupa bawa jaket.";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Uri _server;
    private readonly SocketPeople? _people;
    private readonly string[] _rooms;
    private readonly int _size;
    private readonly LoadSocket?[] _sockets;
    private readonly long[] _lastSeq;
    private readonly string?[] _epochs;
    private readonly LatencyHistogram[] _latencies = [.. Enumerable.Range(0, Shards).Select(static _ => new LatencyHistogram())];
    private readonly Lock[] _gates = [.. Enumerable.Range(0, Shards).Select(static _ => new Lock())];
    private long _joined;
    private long _delivered;
    private long _sent;
    private string? _wrong;

    /// <param name="server">Where to.</param>
    /// <param name="people">Whose tokens are shown; null for the baseline, which asks for none.</param>
    /// <param name="rooms">The rooms.</param>
    /// <param name="size">How many are in each.</param>
    /// <param name="count">How many clients.</param>
    public SocketClients(Uri server, SocketPeople? people, string[] rooms, int size, int count)
    {
        (_server, _people, _rooms, _size) = (server, people, rooms, size);
        _sockets = new LoadSocket?[count];
        _lastSeq = new long[count];
        _epochs = new string?[count];
    }

    public long Delivered => Interlocked.Read(ref _delivered);

    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Connects all; whoever was connected before resumes from what they have.</summary>
    public async Task ConnectAsync()
    {
        Interlocked.Exchange(ref _joined, 0);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, _sockets.Length), new ParallelOptions { MaxDegreeOfParallelism = ConnectedAtOnce }, async (i, _) => await ConnectAsync(i));
        await WaitAsync(() => Interlocked.Read(ref _joined) == _sockets.Length, () => $"{Interlocked.Read(ref _joined)} of {_sockets.Length} clients have joined");
    }

    /// <summary>Cuts all connections, as a network does.</summary>
    public void Cut()
    {
        foreach (var socket in _sockets)
            socket?.Dispose();
    }

    /// <summary>Forgets what was measured.</summary>
    public void Reset()
    {
        for (var i = 0; i < Shards; i++)
        {
            lock (_gates[i])
                _latencies[i] = new LatencyHistogram();
        }
    }

    /// <summary>What was measured since the last <see cref="Reset"/>.</summary>
    public LatencyHistogram Latencies()
    {
        var all = new LatencyHistogram();
        for (var i = 0; i < Shards; i++)
        {
            lock (_gates[i])
                all.Add(_latencies[i]);
        }

        return all;
    }

    /// <summary>Says something so often that so many deliveries a second come of it, however fast they come.</summary>
    public async Task SendAsync(double deliveriesPerSecond, TimeSpan duration)
    {
        var perTick = deliveriesPerSecond / _size / Stopwatch.Frequency;
        var started = Stopwatch.GetTimestamp();
        var before = Sent;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (Stopwatch.GetElapsedTime(started) < duration && await timer.WaitForNextTickAsync())
        {
            var due = (long)((Stopwatch.GetTimestamp() - started) * perTick) - (Sent - before);
            for (var i = 0; i < due; i++)
                await SayAsync((int)(Sent % _rooms.Length));
        }
    }

    /// <summary>Somebody of a room says something to it.</summary>
    public async Task SayAsync(int room)
    {
        var n = Interlocked.Increment(ref _sent);
        var sender = _sockets[room * _size + (int)(n / _rooms.Length % _size)] ?? throw new InvalidOperationException("Nobody is connected.");
        var content = string.Create(CultureInfo.InvariantCulture, $"t={Stopwatch.GetTimestamp()};{Text}");
        await sender.SendAsync(Encoding.UTF8.GetBytes(
            $$"""{"type":"message","conversation_id":"{{_rooms[room]}}","content":"{{content}}","client_msg_id":"{{n.ToString(CultureInfo.InvariantCulture)}}"}"""));
    }

    /// <summary>Waits until so many deliveries have come in all, or says what is wrong.</summary>
    public Task WaitForAsync(long delivered) => WaitAsync(() => Delivered >= delivered, () => $"{Delivered} of {delivered} deliveries have come");

    public void Dispose() => Cut();

    private async Task WaitAsync(Func<bool> condition, Func<string> instead)
    {
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!condition())
        {
            if (_wrong is { } wrong)
                throw new InvariantBrokenException(wrong);
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new InvariantBrokenException($"After {Patience.TotalSeconds} s {instead()}.");
            await timer.WaitForNextTickAsync();
        }
    }

    private async Task ConnectAsync(int i)
    {
        var room = _rooms[i / _size];
        var path = _people is null ? $"/ws/{room}" : $"/ws/chat?join=none&token={_people.TokenOf(i)}";
        var socket = _sockets[i] = await LoadSocket.ConnectAsync(_server, path, i, OnFrame);
        if (_people is null)
            return;
        var after = _epochs[i] is { } epoch ? string.Create(CultureInfo.InvariantCulture, $",\"after_seq\":{_lastSeq[i]},\"epoch\":\"{epoch}\"") : "";
        await socket.SendAsync(Encoding.UTF8.GetBytes($$"""{"type":"join","conversation_id":"{{room}}"{{after}}}"""));
    }

    private bool OnFrame(LoadSocket socket, ReadOnlySpan<byte> text)
    {
        try
        {
            Read(socket, text);
            return true;
        }
        catch (InvariantBrokenException broken)
        {
            _wrong ??= broken.Message;
            return false;
        }
    }

    private void Read(LoadSocket socket, ReadOnlySpan<byte> text)
    {
        if (text.IndexOf("\"content\":\"t="u8) is >= 0 and var at)
        {
            Take(socket.Number, text, text[(at + 13)..]);
        }
        else if (text.StartsWith("{\"type\":\"joined\""u8))
        {
            Join(socket, text);
            Interlocked.Increment(ref _joined);
        }
        else if (text.StartsWith("{\"type\":\"error\""u8) || text.StartsWith("{\"type\":\"closing\""u8))
        {
            _wrong ??= $"A client was told: {Encoding.UTF8.GetString(text)}";
        }
    }

    private void Join(LoadSocket socket, ReadOnlySpan<byte> text)
    {
        if (_people is null)
            return;
        _epochs[socket.Number] = Encoding.UTF8.GetString(After(text, "\"epoch\":\""u8)[..36]);
        if (text.IndexOf("\"recovered\":false"u8) < 0)
            return;
        if (_lastSeq[socket.Number] > 0)
            _wrong ??= "A client that came back was told to read its room anew.";
        _lastSeq[socket.Number] = Number(After(text, "\"last_seq\":"u8));
    }

    private void Take(int client, ReadOnlySpan<byte> text, ReadOnlySpan<byte> sentAt)
    {
        var now = Stopwatch.GetTimestamp();
        if (_people is not null)
        {
            var seq = Number(After(text, "\"seq\":"u8));
            if (seq != _lastSeq[client] + 1)
                _wrong ??= $"A client was told of number {seq} after {_lastSeq[client]}.";
            _lastSeq[client] = seq;
        }

        var shard = client % Shards;
        lock (_gates[shard])
            _latencies[shard].Record(now - Number(sentAt));
        Interlocked.Increment(ref _delivered);
    }

    private static ReadOnlySpan<byte> After(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        var at = text.IndexOf(name);
        return at < 0 ? throw new InvariantBrokenException($"A frame lacks {Encoding.UTF8.GetString(name)}: {Encoding.UTF8.GetString(text)}") : text[(at + name.Length)..];
    }

    private static long Number(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out long number, out _)
        ? number
        : throw new InvariantBrokenException($"A number was expected: {Encoding.UTF8.GetString(text[..Math.Min(text.Length, 40)])}");
}

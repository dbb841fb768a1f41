using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Harness;
using Nusaloka.Testing;

namespace Nusaloka.Scenarios.Chat;

/// <summary>
/// Somebody with a phone: writes in their rooms, one message after the other, each under a name, again and again until it is acknowledged; loses the
/// connection now and then, comes back at whatever API there is, and goes on from the last event that they have.
/// </summary>
internal sealed class Phone(Person person, IReadOnlyList<Uri> apis, IReadOnlyDictionary<string, string> epochs, int seed) : IAsyncDisposable
{
    /// <summary>How long a good client waits before it takes the connection for dead.</summary>
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(10);

    /// <summary>All silos may be busy with a dead one, and the machine with something else.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(300);

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, RoomLog> _logs = epochs.ToDictionary(
        static room => room.Key, room => new RoomLog(person.Email, room.Key, room.Value), StringComparer.Ordinal);

    private readonly ConcurrentQueue<AcknowledgedMessage> _acknowledged = new();
    private readonly ConcurrentQueue<string> _troubles = new();
    private ChatSocket? _socket;
    private int _connections;

    public IReadOnlyCollection<RoomLog> Logs => _logs.Values;

    public IReadOnlyCollection<AcknowledgedMessage> Acknowledged => _acknowledged;

    /// <summary>How often it has connected and joined all its rooms.</summary>
    public int Connections => _connections;

    /// <summary>What the server said when something did not go: goodbyes and refusals.</summary>
    public IReadOnlyCollection<string> Troubles => _troubles;

    /// <summary>Writes at least so many messages, and goes on until the story is over.</summary>
    public async Task WriteAsync(int least, Task story)
    {
        string[] rooms = [.. _logs.Keys];
        for (var order = 0; order < least || !story.IsCompleted; order++)
        {
            var room = rooms[_random.Next(rooms.Length)];
            var name = string.Create(CultureInfo.InvariantCulture, $"{person.Id} {order}");
            var text = string.Create(CultureInfo.InvariantCulture, $"Pesan {order} dari {person.Email}");
            var seq = await SayAsync(room, name, text);
            _acknowledged.Enqueue(new AcknowledgedMessage(room, person.Id, order, name, text, seq));
            if (_random.Next(10) == 0)
                await DropAsync();
            await Pace.PauseAsync(TimeSpan.FromMilliseconds(_random.Next(100, 500)));
        }
    }

    /// <summary>Stays connected until it has heard of everything up to these numbers.</summary>
    public Task ListenAsync(IReadOnlyDictionary<string, long> last) => Eventually.TrueAsync(
        $"{person.Email} to hear of everything",
        async () => await ConnectedAsync() is not null && _logs.All(log => log.Value.Last >= last[log.Key]),
        () => Task.FromResult(string.Join(", ", _logs.Select(log => $"{log.Key}: {log.Value.Last} of {last[log.Key]}")) + $"; {string.Join("; ", _troubles.TakeLast(5))}"),
        Patience);

    public ValueTask DisposeAsync() => new(DropAsync());

    /// <summary>Sends until the message is acknowledged; answers its number.</summary>
    private async Task<long> SayAsync(string room, string name, string text)
    {
        var seq = 0L;
        await Eventually.TrueAsync(
            $"an acknowledgement of '{name}'",
            async () =>
            {
                if (await ConnectedAsync() is not { } socket)
                    return false;
                // Sometimes a phone sends twice because it hears nothing.
                var asking = Enumerable.Range(0, _random.Next(5) == 0 ? 2 : 1).Select(_ => socket.AskAsync(
                    id => new { type = "message", id, conversation_id = room, content = text, client_msg_id = name }, AnswerPatience)).ToArray();
                var answers = await Task.WhenAll(asking);
                var numbers = answers.Select(Number).OfType<long>().Distinct().ToArray();
                if (numbers.Length > 1)
                    _logs[room].Note($"'{name}' was acknowledged with {string.Join(" and ", numbers)}.");
                if (numbers.Length > 0)
                {
                    seq = numbers[0];
                    return true;
                }

                // Without any answer the connection is taken for dead.
                if (answers.All(static answer => answer is null))
                    await DropAsync();
                await Pace.PauseAsync(Retry);
                return false;
            },
            () => Task.FromResult(string.Join("; ", _troubles.TakeLast(5))),
            Patience);
        return seq;
    }

    /// <summary>The number in an acknowledgement; null for anything else.</summary>
    private long? Number(JsonElement? answer)
    {
        if (answer is not { } frame)
            return null;
        if (frame.GetProperty("type").GetString() != "ack")
        {
            _troubles.Enqueue(Trouble(frame));
            return null;
        }

        return frame.GetProperty("seq").GetInt64();
    }

    /// <summary>The connection, with all rooms joined; null when there is none now.</summary>
    private async Task<ChatSocket?> ConnectedAsync()
    {
        if (_socket is { IsOver: false })
            return _socket;

        await DropAsync();
        _socket = await ChatSocket.ConnectAsync(apis[_random.Next(apis.Count)], person, Take);
        if (_socket is not { } socket)
        {
            await Pace.PauseAsync(Retry);
            return null;
        }

        var joined = await Task.WhenAll(_logs.Values.Select(log => JoinAsync(socket, log)));
        if (joined.All(static isIn => isIn))
        {
            _connections++;
            return socket;
        }

        await DropAsync();
        await Pace.PauseAsync(Retry);
        return null;
    }

    private async Task<bool> JoinAsync(ChatSocket socket, RoomLog log)
    {
        var answer = await socket.AskAsync(
            id => new { type = "join", id, conversation_id = log.RoomId, after_seq = log.Last, epoch = log.Epoch }, AnswerPatience);
        if (answer is not { } frame)
            return false;
        if (frame.GetProperty("type").GetString() == "joined")
            return true;
        _troubles.Enqueue(Trouble(frame));
        return false;
    }

    private async Task DropAsync()
    {
        if (_socket is not { } socket)
            return;
        _socket = null;
        await socket.DisposeAsync();
        if (socket.Goodbye is { } goodbye)
            _troubles.Enqueue($"closed by the server: {goodbye}");
    }

    private static string Trouble(JsonElement frame) =>
        frame.TryGetProperty("payload", out var payload) && payload.TryGetProperty("code", out var code) ? $"refused: {code}" : $"answered: {frame}";

    private void Take(JsonElement frame)
    {
        var type = frame.GetProperty("type").GetString() ?? "";
        if (!frame.TryGetProperty("conversation_id", out var room) || !_logs.TryGetValue(room.GetString() ?? "", out var log))
            return;
        switch (type)
        {
            case "joined":
                var payload = frame.GetProperty("payload");
                log.Joined(payload.GetProperty("recovered").GetBoolean(), payload.GetProperty("epoch").GetString() ?? "");
                break;
            case "left":
                log.Note("the phone was told that it is out.");
                break;
            case "message":
                var message = frame.GetProperty("payload");
                log.Take(new SeenEvent(
                    frame.GetProperty("seq").GetInt64(), message.GetProperty("sender_id").GetString(), message.GetProperty("client_msg_id").GetString(),
                    message.GetProperty("content").GetString()));
                break;
            case not ("read" or "typing" or "presence" or "room_added" or "room_removed"):
                log.Take(new SeenEvent(frame.GetProperty("seq").GetInt64(), null, null, null));
                break;
        }
    }
}

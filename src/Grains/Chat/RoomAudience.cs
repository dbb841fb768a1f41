using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Nusaloka.Chat;
using Orleans.Streams;

namespace Nusaloka.Grains.Chat;

/// <summary>
/// The nodes that hear of a room, and what they have not been told yet. One publication at a time, so that news keep their order; what gathers
/// meanwhile goes out together. Belongs to one activation and runs on its scheduler.
/// </summary>
internal sealed partial class RoomAudience(RoomMemory memory, Func<string, IAsyncStream<RoomNews>> streamOf, TimeProvider time, ILogger logger)
{
    /// <summary>News that wait at most: a node that misses more resumes.</summary>
    private const int MaxWaiting = 4 * ChatLimits.RecentEvents;

    private readonly Dictionary<string, DateTimeOffset> _until = new(StringComparer.Ordinal);
    private readonly List<RoomEvent> _events = [];
    private readonly Dictionary<string, ReadMark> _reads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TypingMark> _typing = new(StringComparer.Ordinal);
    private Task _publishing = Task.CompletedTask;

    /// <summary>Tells a node from now on, until its lease is over.</summary>
    public void Add(string nodeId) => _until[nodeId] = time.GetUtcNow() + ChatNodes.Lease;

    public void Remove(string nodeId) => _until.Remove(nodeId);

    public void Tell(IEnumerable<RoomEvent> events)
    {
        if (_until.Count == 0)
            return;
        _events.AddRange(events);
        if (_events.Count > MaxWaiting)
            _events.RemoveRange(0, _events.Count - MaxWaiting);
        Publish();
    }

    public void Tell(ReadMark read)
    {
        if (_until.Count == 0 || memory.MemberCount > ChatLimits.MaxMembersShown)
            return;
        _reads[read.AccountId] = read;
        Publish();
    }

    public void Tell(TypingMark typing)
    {
        if (_until.Count == 0)
            return;
        _typing[typing.AccountId] = typing;
        Publish();
    }

    private void Publish()
    {
        if (_publishing.IsCompleted)
            _publishing = PublishAsync();
    }

    private async Task PublishAsync()
    {
        while (_events.Count > 0 || _reads.Count > 0 || _typing.Count > 0)
        {
            var news = new RoomNews(memory.Id, memory.Epoch, [.. _events], [.. _reads.Values]) { Typing = [.. _typing.Values] };
            _events.Clear();
            _reads.Clear();
            _typing.Clear();
            foreach (var nodeId in Nodes())
            {
                try
                {
                    await streamOf(nodeId).OnNextAsync(news);
                }
                catch (Exception exception)
                {
                    // The node sees the gap by the numbers, at the latest when it renews its lease.
                    LogNotTold(exception, memory.Id, nodeId);
                }
            }
        }
    }

    private ImmutableArray<string> Nodes()
    {
        var now = time.GetUtcNow();
        foreach (var (nodeId, until) in _until)
        {
            if (until <= now)
                _until.Remove(nodeId);
        }

        return [.. _until.Keys];
    }

    [LoggerMessage(EventId = 6410, Level = LogLevel.Warning, Message = "Room {RoomId} could not tell node {NodeId} its news")]
    private partial void LogNotTold(Exception exception, string roomId, string nodeId);
}

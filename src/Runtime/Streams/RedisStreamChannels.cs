using Microsoft.Extensions.Logging;
using Nusaloka.Runtime.Messaging;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Streams;

/// <summary>
/// The channels that this host hears: one for each stream that code outside grains listens to, however many listen. The client of Redis
/// subscribes again by itself when a connection was lost.
/// </summary>
internal sealed partial class RedisStreamChannels(
    RedisCommands commands, RedisStreamNames names, ClientListeners listeners, GrainReferenceFactory references, TimeProvider time, ILogger logger)
{
    /// <summary>How often a subscription is looked after that has no connection yet.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly Dictionary<StreamKey, StreamChannel> _channels = [];

    /// <summary>Hears the stream's channel if anybody listens to it, and only then.</summary>
    /// <exception cref="OrleansException">Redis does not answer.</exception>
    public async Task FollowAsync(StreamKey stream)
    {
        var channel = Enter(stream);
        try
        {
            await channel.Turn.WaitAsync().ConfigureAwait(false);
            try
            {
                await SwitchAsync(stream, channel).ConfigureAwait(false);
            }
            finally
            {
                channel.Turn.Release();
            }
        }
        catch (Exception exception)
        {
            throw RedisCommands.Failed($"Listening to stream {stream.Id}", exception);
        }
        finally
        {
            Leave(stream, channel);
        }
    }

    private async Task SwitchAsync(StreamKey stream, StreamChannel channel)
    {
        var isWanted = !listeners.Of(stream).IsEmpty;
        if (isWanted == channel.IsHeard) return;
        var subscriber = (await commands.GetConnectionAsync().ConfigureAwait(false)).GetSubscriber();
        var name = names.ChannelOf(stream);
        if (isWanted)
        {
            // From here on the client may have it, whether the answer comes or not.
            channel.IsHeard = true;
            await subscriber.SubscribeAsync(name, (_, message) => Hear(stream, message)).WaitAsync(RedisCommands.Patience, time).ConfigureAwait(false);
            // Without a connection the client completes at once and subscribes when it has one, which may be in a moment.
            for (var asked = time.GetTimestamp(); subscriber.SubscribedEndpoint(name) is null; await Task.Delay(LookAgain, time).ConfigureAwait(false))
            {
                if (time.GetElapsedTime(asked) >= RedisCommands.Patience) throw new IOException("There is no connection that could hear the channel.");
            }
        }
        else
        {
            await subscriber.UnsubscribeAsync(name).WaitAsync(RedisCommands.Patience, time).ConfigureAwait(false);
            channel.IsHeard = false;
        }
    }

    // The client calls this in the order of the messages.
    private void Hear(StreamKey stream, byte[]? message)
    {
        try
        {
            var space = Array.IndexOf(message ?? [], (byte)' ');
            if (space < 0 || !long.TryParse(message.AsSpan(0, space), out var number)) throw new InvalidDataException("It has no number.");
            listeners.Give(stream, new EncodedItem(number, message.AsMemory(space + 1), references));
        }
        catch (Exception exception)
        {
            LogNotUnderstood(exception, stream.Id);
        }
    }

    private StreamChannel Enter(StreamKey stream)
    {
        lock (_gate)
        {
            if (!_channels.TryGetValue(stream, out var channel)) _channels.Add(stream, channel = new StreamChannel());
            channel.Users++;
            return channel;
        }
    }

    private void Leave(StreamKey stream, StreamChannel channel)
    {
        lock (_gate)
        {
            if (--channel.Users == 0 && !channel.IsHeard) _channels.Remove(stream);
        }
    }

    [LoggerMessage(155, LogLevel.Error, "A message on the channel of stream {StreamId} is no item.")]
    private partial void LogNotUnderstood(Exception exception, StreamId streamId);

    private sealed class StreamChannel
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public int Users { get; set; }

        public bool IsHeard { get; set; }
    }
}

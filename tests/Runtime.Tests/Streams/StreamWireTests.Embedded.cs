using Nusaloka.Runtime.Messaging;
using Nusaloka.Runtime.Serialization;
using Nusaloka.Runtime.Streams;

namespace Nusaloka.Runtime.Tests.Streams;

/// <summary>How items look on the wire.</summary>
public sealed class StreamWireTests
{
    private static readonly StreamKey Key = new("realtime", StreamId.Create("chat/ns", "room 🌴 7"));

    [Fact]
    public async Task Delivery_WrittenAndRead_GivesTheSameItem()
    {
        var subscription = Guid.Parse("0193b1f0-7c3a-7000-8000-0123456789ab");
        var sent = new StreamDelivery(Key, subscription, new PublishedItem<string>(StreamItemKind.Value, "halo", null) { Number = 42 });
        using var writer = new WireWriter();
        sent.WriteArguments(writer);

        var read = Assert.IsType<StreamDelivery>(CallTypes.FindConstructor(sent.Method.WireName.Span)!());
        Read(read, writer.WrittenSpan);

        var item = Assert.IsType<EncodedItem>(read.GetArgument(0));
        var heard = new List<(string Item, long Number)>();
        await new StreamObserver<string>(new DelegateObserver<string>(
            (value, token) => { heard.Add((value, token!.SequenceNumber)); return Task.CompletedTask; }, _ => Task.CompletedTask, () => Task.CompletedTask)).TakeAsync(item);
        Assert.Equal([("halo", 42L)], heard);
        using var again = new WireWriter();
        read.WriteArguments(again);
        Assert.Equal(writer.WrittenSpan.ToArray(), again.WrittenSpan.ToArray());
    }

    [Fact]
    public void Item_ReadAsAnotherType_IsRefused()
    {
        var item = new EncodedItem(1, new PublishedItem<List<int>>(StreamItemKind.Value, [1, 2], null).Encode(), references: null);

        Assert.Equal([1, 2], item.ValueAs<List<int>>());
        Assert.Same(item.ValueAs<List<int>>(), item.ValueAs<List<int>>());
        Assert.Throws<InvalidCastException>(() => item.ValueAs<int[]>());
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 9, 0 })]
    [InlineData(new byte[] { 0, 200, 1 })]
    public void Item_OfBadData_IsRefused(byte[] data) => Assert.Throws<WireFormatException>(() => new EncodedItem(1, data, references: null));

    [Fact]
    public void Names_OfDifferentStreams_Differ()
    {
        var names = new RedisStreamNames("c");
        string[] all =
        [
            names.ChannelOf(new StreamKey("p", StreamId.Create("a/b", "c"))), names.ChannelOf(new StreamKey("p", StreamId.Create("a", "b/c"))),
            names.ChannelOf(new StreamKey("p/a", StreamId.Create("b", "c"))), names.ChannelOf(new StreamKey("p", StreamId.Create(null, "c"))),
            names.SubscriptionsOf(new StreamKey("p", StreamId.Create("a/b", "c"))),
        ];

        Assert.Equal(all.Length, all.Distinct().Count());
    }

    private static void Read(StreamDelivery delivery, ReadOnlySpan<byte> data)
    {
        var reader = new WireReader(data);
        delivery.ReadArguments(ref reader, CancellationToken.None);
    }
}

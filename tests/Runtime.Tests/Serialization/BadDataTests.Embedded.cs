using System.Diagnostics;
using Nusaloka.Runtime.Serialization;

namespace Nusaloka.Runtime.Tests.Serialization;

/// <summary>Data that is cut short or damaged ends in one kind of exception and in no large allocation.</summary>
public sealed class BadDataTests
{
    private const int Seed = 20260817;

    // What one attempt may allocate: the exception, its message, and values in proportion to the few hundred bytes that are read.
    private const long MaxAllocatedBytes = 256 * 1024;

    private static readonly Everything Sample = new(
        new Order("kopi", 5, 6, [new Point(1, Colour.Red), default], new() { ["kopi"] = 1.50m }, (1, "t"), Colour.Last, DateTimeOffset.UnixEpoch),
        [new Ring("r", 2, 1), new Circle("c", 2)],
        new Tree("t", 1, [new Tree("u", 2, [new Tree("v", 3, null)])]),
        new Happened<Outcome<string>>(new("x", null)),
        new InvalidOperationException("no", new Orleans.Storage.InconsistentStateException("m", "stored", "current")) { Data = { ["key"] = 5 } },
        new() { ["k"] = "v", ["n"] = 5, ["g"] = Guid.Empty },
        [1.5m, 0m],
        new(["a", "b"], StringComparer.OrdinalIgnoreCase),
        new Uri("https://nusaloka.id/"),
        GrainId.Create("wallet", "a"),
        SiloAddress.New(System.Net.IPAddress.Loopback, 1, 2),
        System.Net.IPAddress.IPv6Loopback,
        [new DateTime(2026, 8, 17), default],
        new DateOnly(2026, 8, 17),
        [0.5, 1.5]);

    [Fact]
    public void Data_CutAnywhere_IsRefused()
    {
        var data = Wire.Write(Sample);

        for (var length = 0; length < data.Length; length++)
        {
            Assert.NotNull(Attempt(data.AsSpan(0, length)));
        }

        Assert.Null(Attempt(data));
    }

    [Fact]
    public void Data_WithAnyByteChanged_IsReadOrRefused()
    {
        var data = Wire.Write(Sample);
        var refused = 0;

        for (var i = 0; i < data.Length; i++)
        {
            var original = data[i];
            foreach (var changed in (byte[])[0, 1, 7, 0x7F, 0x80, 0xFF, (byte)(original ^ 1), (byte)(original ^ 0x10)])
            {
                data[i] = changed;
                if (Attempt(data) is not null) refused++;
            }

            data[i] = original;
        }

        Assert.InRange(refused, data.Length, data.Length * 8);
    }

    [Fact]
    public void Data_ThatIsNoise_IsReadOrRefused()
    {
        var random = new Random(Seed);
        var data = new byte[200];
        var refused = 0;

        for (var i = 0; i < 20_000; i++)
        {
            random.NextBytes(data);
            // The tag of an object, so that what follows is looked at.
            data[0] = (byte)WireType.Object;
            if (Attempt(data.AsSpan(0, random.Next(1, data.Length))) is not null) refused++;
        }

        Assert.InRange(refused, 19_000, 20_000);
    }

    [Theory]
    [InlineData(new byte[] { 5, 8, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F })]
    [InlineData(new byte[] { 5, 0, 0xFF, 0xFF, 0xFF, 0x7F })]
    [InlineData(new byte[] { 5, 7, 0xFF, 0xFF, 0xFF, 0x7F })]
    [InlineData(new byte[] { 5, 9, 1, 0 })]
    public void List_ThatClaimsMoreThanThereIs_IsRefusedWithoutMakingIt(byte[] data) => Refuses<long[]>(data);

    [Theory]
    [InlineData(new byte[] { 3, 0xFF, 0xFF, 0xFF, 0x7F, 1 })]
    [InlineData(new byte[] { 3, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1 })]
    [InlineData(new byte[] { 3, 2, 0xC3, 0x28 })]
    [InlineData(new byte[] { 8 })]
    [InlineData(new byte[] { })]
    public void Text_ThatIsNone_IsRefused(byte[] data) => Refuses<string>(data);

    [Fact]
    public void Values_ThatLieTooDeep_AreRefusedWhetherTheyAreKnownOrNot()
    {
        // A tree is an object (4) whose children (key of id 2) are a list (5) of tagged (8) elements, here one.
        byte[] level = [(3 << 3) | 5, 8, 1, 4];
        // The same under an id that trees do not have.
        byte[] unknown = [(9 << 3) | 5, 8, 1, 4];

        Refuses<Tree>([4, .. Enumerable.Repeat(level, 100_000).SelectMany(static bytes => bytes)]);
        Refuses<Tree>([4, .. Enumerable.Repeat(unknown, 100_000).SelectMany(static bytes => bytes)]);
    }

    [Fact]
    public void Type_ThatHasNoNameHere_IsRefused()
    {
        Refuses<IEvent>(Named("System.IO.FileInfo"));
        Refuses<IEvent>(Named("Nusaloka.Runtime.Tests.Serialization.Secret"));
        Refuses<IEvent>(Named("test.Point"));
        Refuses<IEvent>(Named("test.Happened`1"));
        Refuses<IEvent>(Named("test.Happened`1[System.IO.FileInfo]"));
        Refuses<object>(Named("test.Point"));
        Refuses<IEvent>(Named(new string('[', 5000)));
    }

    [Fact]
    public void Writer_AfterAFailure_CanBeUsedAgain()
    {
        using var writer = new WireWriter();
        Assert.ThrowsAny<Exception>(() => Codec<Tree>.Write(writer, Deep()));

        writer.Clear();
        Codec<int>.Write(writer, 5);

        Assert.Equal(5, Wire.Read<int>(writer.WrittenSpan));
    }

    private static Tree Deep()
    {
        var tree = new Tree(null, 0, null);
        for (var i = 0; i < 1000; i++) tree = new Tree(null, 0, [tree]);
        return tree;
    }

    private static byte[] Named(string name)
    {
        using var writer = new WireWriter();
        writer.WriteByte((byte)WireType.Named);
        writer.WriteString(name);
        writer.WriteByte((byte)WireType.Object);
        writer.WriteEnd();
        return writer.WrittenSpan.ToArray();
    }

    private static void Refuses<T>(byte[] data)
    {
        // The code for the type is made first, so that it is not counted.
        Assert.Throws<WireFormatException>(() => Wire.Read<T>(data));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<WireFormatException>(() => Wire.Read<T>(data));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocatedBytes + (64 * data.Length));
    }

    private static WireFormatException? Attempt(ReadOnlySpan<byte> data)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var reader = new WireReader(data);
            Codec<Everything>.Read(ref reader);
            return null;
        }
        catch (WireFormatException exception)
        {
            return exception;
        }
        finally
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Debug.Assert(allocated >= 0);
            if (Warm) Assert.InRange(allocated, 0, MaxAllocatedBytes);
            Warm = true;
        }
    }

    private static bool Warm { get; set; }

    [GenerateSerializer]
    internal sealed record Everything(
        [property: Id(0)] Order Order,
        [property: Id(1)] Shape[] Shapes,
        [property: Id(2)] Tree Tree,
        [property: Id(3)] IEvent Event,
        [property: Id(4)] Exception Failure,
        [property: Id(5)] Dictionary<string, object> Context,
        [property: Id(6)] List<decimal> Numbers,
        [property: Id(7)] HashSet<string> Names,
        [property: Id(8)] Uri Link,
        [property: Id(9)] GrainId Grain,
        [property: Id(10)] SiloAddress Silo,
        [property: Id(11)] System.Net.IPAddress Address,
        [property: Id(12)] DateTime[] Times,
        [property: Id(13)] DateOnly Day,
        [property: Id(14)] double[] Fractions);
}

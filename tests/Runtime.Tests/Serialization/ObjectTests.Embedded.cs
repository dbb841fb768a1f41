using System.Collections.Immutable;
using Orleans.Serialization;

namespace Nusaloka.Runtime.Tests.Serialization;

public sealed class ObjectTests
{
    [Fact]
    public void Record_WithMembersOfManyKinds_ComesBack()
    {
        var order = new Order(
            "kopi", 5, null, [new Point(1, Colour.Red), default], new Dictionary<string, decimal> { ["kopi"] = 1.50m }, (1, null), Colour.Last,
            new DateTimeOffset(2026, 8, 17, 10, 0, 0, TimeSpan.FromHours(7)));

        var back = Wire.RoundTrip(order);

        Assert.Equal(order.Points.AsEnumerable(), back.Points.AsEnumerable());
        Assert.Equal(order.Prices, back.Prices);
        Assert.Equal(order with { Points = back.Points, Prices = back.Prices }, back);
    }

    [Fact]
    public void Record_WithNothingButDefaults_TakesTwoBytes()
    {
        var empty = new Tree(null, 0, null);

        Assert.Equal(2, Wire.Write(empty).Length);
        Assert.Equal(empty, Wire.RoundTrip(empty));
        Assert.Null(Wire.RoundTrip<Tree?>(null));
    }

    [Fact]
    public void Class_ThatKeepsItsMembersInManyWays_ComesBack()
    {
        var keeper = new Keeper(1, "f", 0) { Initial = "", Settable = -1, Local = 9 };
        keeper.Rename("g");

        var back = Wire.RoundTrip(keeper);

        Assert.Equal((1, "g"), back.Hidden);
        Assert.Equal(0, back.Privately);
        Assert.Equal("", back.Initial);
        Assert.Equal("1", back.GetOnly);
        Assert.Equal(-1, back.Settable);
        Assert.Equal(0, back.Local);
    }

    [Fact]
    public void Member_WithADefaultOfItsOwn_ComesBackWhenItIsZero()
    {
        var mixed = new Mixed("a", 0) { Extra = 0, List = [] };

        var back = Wire.RoundTrip(mixed);

        Assert.Equal((0, 0, 0), (back.Size, back.Extra, back.List.Length));
        Assert.Equal(8, Wire.RoundTrip(new Mixed("a", 8)).Size);
    }

    [Fact]
    public void Record_WithoutIds_ComesBack() => Assert.Equal(new Plain("a", 5), Wire.RoundTrip(new Plain("a", 5)));

    [Fact]
    public void GenericRecord_OfManyTypes_ComesBack()
    {
        Assert.Equal(new Outcome<string>("a", null), Wire.RoundTrip(new Outcome<string>("a", null)));
        Assert.Equal(new Outcome<Point>(default, "no"), Wire.RoundTrip(new Outcome<Point>(default, "no")));
        Assert.Equal(new Outcome<Outcome<string>>(new("a", "b"), null), Wire.RoundTrip(new Outcome<Outcome<string>>(new("a", "b"), null)));
    }

    [Fact]
    public void DerivedClass_WithIdsOfItsOwn_ComesBack()
    {
        Assert.Equal(new Circle("c", 2), Wire.RoundTrip(new Circle("c", 2)));
        Assert.Equal(new Ring("r", 2, 1), Wire.RoundTrip(new Ring("r", 2, 1)));
    }

    [Fact]
    public void Value_OfADerivedType_ArrivesAsWhatItIs()
    {
        Assert.Equal(new Ring("r", 2, 1), Wire.RoundTrip<Shape>(new Ring("r", 2, 1)));
        Assert.Equal(new Ring("r", 2, 1), Wire.RoundTrip<Circle>(new Ring("r", 2, 1)));
        Assert.Equal(new Shape?[] { new Circle("c", 2), null, new Ring("r", 2, 1) }.AsEnumerable(), Wire.RoundTrip<Shape?[]>([new Circle("c", 2), null, new Ring("r", 2, 1)]));
        Assert.Equal(new Happened<string>("x"), Wire.RoundTrip<IEvent>(new Happened<string>("x")));
        Assert.Equal(new Happened<Outcome<int>>(new(1, null)), Wire.RoundTrip<IEvent>(new Happened<Outcome<int>>(new(1, null))));
    }

    [Fact]
    public void Anything_ThatIsSimple_ComesBack()
    {
        object?[] values = ["a", 1, 2L, true, 2.5m, 'c', Guid.Empty, DateTimeOffset.UnixEpoch, TimeSpan.Zero, new byte[] { 1 }, null];

        Assert.Equal(values, Wire.RoundTrip(values));
        Assert.Throws<CodecNotFoundException>(() => Wire.Write<object>(new Plain("a", 1)));
        Assert.Throws<CodecNotFoundException>(() => Wire.Write<object>(new object()));
    }

    [Fact]
    public void Type_WithoutAPlaceOnTheWire_IsNamedWithItsHolder()
    {
        var bare = Assert.Throws<CodecNotFoundException>(() => Wire.Write(Stream.Null));
        var member = Assert.Throws<CodecNotFoundException>(() => Wire.Write(new Unsendable("a", Stream.Null)));
        var deep = Assert.Throws<CodecNotFoundException>(() => Wire.Write(new HoldsUnsendable([])));
        var read = Assert.Throws<CodecNotFoundException>(() => Wire.Read<Unsendable>([4, 0]));

        Assert.Contains("System.IO.Stream", bare.Message, StringComparison.Ordinal);
        Assert.StartsWith($"{typeof(Unsendable)}.Content: System.IO.Stream", member.Message, StringComparison.Ordinal);
        Assert.StartsWith($"{typeof(HoldsUnsendable)}.Inner: ", deep.Message, StringComparison.Ordinal);
        Assert.Contains($"{typeof(Unsendable)}.Content", deep.Message, StringComparison.Ordinal);
        Assert.Equal(member.Message, read.Message);
    }

    [Fact]
    public void DerivedType_WithoutAName_IsRefusedByItsName()
    {
        var exception = Assert.Throws<CodecNotFoundException>(() => Wire.Write<IEvent>(new Secret("x")));

        Assert.Contains(nameof(Secret), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoMembers_WithTheSameId_AreRefused()
    {
        var exception = Assert.Throws<CodecNotFoundException>(() => Wire.Write(new Twice()));

        Assert.Contains("[Id] 0", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_ThatLieTooDeep_AreRefusedBeforeTheStackEnds()
    {
        var tree = new Tree("leaf", 0, null);
        for (var i = 0; i < 10_000; i++) tree = new Tree(null, i, [tree]);

        var exception = Assert.Throws<SerializerException>(() => Wire.Write(tree));

        Assert.Contains("deep", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Message_ThatIsTooLong_IsRefused() =>
        Assert.Throws<SerializerException>(() => Wire.Write(ImmutableArray.Create(new byte[9_000_000], new byte[9_000_000])));
}

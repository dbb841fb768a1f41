using System.Collections.Immutable;

namespace Nusaloka.Runtime.Tests.Serialization;

public sealed class ObjectTests
{
    [Fact]
    public void Record_WithMembersOfManyKinds_ComesBack()
    {
        var value = new Big("a", 5, null, [new Small(1, "x"), new Small(0, null)], new Dictionary<string, int> { ["k"] = 3 }, (1, "t"));
        var back = Wire.RoundTrip(value);
        Assert.Equal(value with { Items = back.Items, Map = back.Map }, back);
        Assert.Equal(value.Items.AsEnumerable(), back.Items.AsEnumerable());
        Assert.Equal(value.Map, back.Map);
    }

    [Fact]
    public void Exception_ComesBack()
    {
        var e = Wire.RoundTrip<Exception>(new Orleans.Storage.InconsistentStateException("m", "s", "c", new InvalidOperationException("inner")));
        var i = Assert.IsType<Orleans.Storage.InconsistentStateException>(e);
        Assert.Equal("s", i.StoredEtag);
        Assert.Equal("inner", i.InnerException!.Message);
    }
}

[GenerateSerializer]
public sealed record Big([property: Id(0)] string Name, [property: Id(1)] int Number, [property: Id(2)] long? Missing, [property: Id(3)] ImmutableArray<Small> Items, [property: Id(4)] Dictionary<string, int> Map, [property: Id(5)] (int, string) Pair);

[GenerateSerializer]
public readonly record struct Small([property: Id(0)] int A, [property: Id(1)] string? B);

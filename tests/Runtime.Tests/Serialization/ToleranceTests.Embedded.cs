using System.Collections.Immutable;

namespace Nusaloka.Runtime.Tests.Serialization;

/// <summary>What one version of the program writes, another reads.</summary>
public sealed class ToleranceTests
{
    private static readonly New Full = new("a", 5, [1, 2], new Tree("t", 1, [new Tree("u", 2, null)]), "added", 2.5, 7, Point: new Point(1, Colour.Red), [new Point(2, Colour.None)]);

    [Fact]
    public void OldReader_SkipsWhatItDoesNotKnow()
    {
        var read = Wire.Convert<New, Old>(Full);

        Assert.Equal((5, "a"), (read.Number, read.Title));
    }

    [Fact]
    public void NewReader_HasDefaultsForWhatItDoesNotGet()
    {
        var read = Wire.Convert<Old, New>(new Old(5, "a"));

        Assert.Equal(("a", 5), (read.Name, read.Count));
        Assert.Equal((null, null, 0d, 9), (read.Tree, read.Added, read.Fraction, read.Level));
        Assert.Empty(read.List);
        Assert.Equal(default, read.Point);
    }

    [Fact]
    public void Derivation_ThatTheReaderDoesNotKnow_IsSkipped() =>
        Assert.Equal("r", Wire.Convert<Ring, BaseOnly>(new Ring("r", 2, 1)).Name);

    [Fact]
    public void Derivation_ThatTheWriterDoesNotKnow_HasDefaults() =>
        Assert.Equal(new Ring("r", 0, 0), Wire.Convert<BaseOnly, Ring>(new BaseOnly("r")));

    [Fact]
    public void Number_ThatBecameNullableOrLonger_IsRead()
    {
        Assert.Equal(5L, Wire.Convert<int, long>(5));
        Assert.Equal(-5, Wire.Convert<int, int?>(-5));
        Assert.Equal(0, Wire.Convert<int?, int>(null));
    }

    [Fact]
    public void Collection_ThatBecameAnother_IsRead() =>
        Assert.Equal([1, 2], Wire.Convert<List<int>, ImmutableArray<int>>([1, 2]).AsEnumerable());

    [GenerateSerializer]
    internal sealed record Old([property: Id(1)] int Number, [property: Id(0)] string Title);

    /// <summary>The same, its members renamed and in another order, with more of every form.</summary>
    [GenerateSerializer]
    internal sealed record New(
        [property: Id(0)] string Name,
        [property: Id(1)] int Count,
        [property: Id(2)] ImmutableArray<int> List,
        [property: Id(3)] Tree? Tree,
        [property: Id(4)] string? Added,
        [property: Id(5)] double Fraction,
        [property: Id(6)] int Level = 9,
        [property: Id(20)] Point Point = default,
        [property: Id(300)] Point[]? Points = null);

    [GenerateSerializer]
    internal sealed record BaseOnly([property: Id(0)] string Name);
}

using FsCheck;
using FsCheck.Fluent;

namespace Nusaloka.Runtime.Tests.Serialization;

/// <summary>Whatever the values are, they come back.</summary>
public sealed class RandomTests
{
    private static readonly Gen<string?> Texts = Gen.Frequency(
        (1, Gen.Constant<string?>(null)),
        (5, Gen.ArrayOf(Gen.Choose(0, 0x2FF).Select(static unit => (char)unit)).Select(static units => (string?)new string(units))));

    [Fact]
    public void Trees_ComeBack() => Check.QuickThrowOnFailure(Prop.ForAll(
        Arb.From(Gen.Sized(static size => Trees(Math.Min(size, 40)))),
        static tree => Same(tree, Wire.RoundTrip(tree))));

    [Fact]
    public void Numbers_ComeBack() => Check.QuickThrowOnFailure(Prop.ForAll<long>(static number =>
        Wire.RoundTrip(number) == number
        && Wire.RoundTrip(unchecked((ulong)number)) == unchecked((ulong)number)
        && Wire.RoundTrip(unchecked((int)(number * 0x9E3779B9))) == unchecked((int)(number * 0x9E3779B9))));

    [Fact]
    public void Decimals_ComeBack() => Check.QuickThrowOnFailure(Prop.ForAll<decimal>(static number =>
        decimal.GetBits(Wire.RoundTrip(number)).SequenceEqual(decimal.GetBits(number))));

    [Fact]
    public void Times_ComeBack() => Check.QuickThrowOnFailure(Prop.ForAll<DateTimeOffset>(static time => Wire.RoundTrip(time).EqualsExact(time)));

    private static Gen<Tree> Trees(int size) =>
        from name in Texts
        from value in Gen.Choose(int.MinValue, int.MaxValue)
        from children in size == 0
            ? Gen.Elements<Tree[]?>(null, [])
            : Gen.Choose(0, 3).SelectMany(count => Gen.ArrayOf(Trees(size / 4), count).Select(static children => (Tree[]?)children))
        select new Tree(name, value, children);

    private static bool Same(Tree left, Tree right) =>
        left.Name == right.Name && left.Value == right.Value
        && (left.Children is null) == (right.Children is null)
        && (left.Children ?? []).Length == (right.Children ?? []).Length
        && (left.Children ?? []).Zip(right.Children ?? []).All(static pair => Same(pair.First, pair.Second));
}

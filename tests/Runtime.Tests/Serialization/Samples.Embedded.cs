using System.Collections.Immutable;

namespace Nusaloka.Runtime.Tests.Serialization;

internal enum Colour : byte
{
    None,
    Red,
    Last = 255,
}

[GenerateSerializer, Immutable, Alias("test.Point")]
internal readonly record struct Point([property: Id(0)] long X, [property: Id(1)] Colour Colour);

/// <summary>A positional record with members of many kinds.</summary>
[GenerateSerializer, Immutable, Alias("test.Order")]
internal sealed record Order(
    [property: Id(0)] string Name,
    [property: Id(1)] int Count,
    [property: Id(2)] long? Limit,
    [property: Id(3)] ImmutableArray<Point> Points,
    [property: Id(4)] Dictionary<string, decimal>? Prices,
    [property: Id(5)] (int Number, string? Text) Pair,
    [property: Id(6)] Colour Colour,
    [property: Id(7)] DateTimeOffset At);

/// <summary>A record that holds others of itself.</summary>
[GenerateSerializer, Alias("test.Tree")]
internal sealed record Tree([property: Id(0)] string? Name, [property: Id(1)] int Value, [property: Id(2)] Tree[]? Children);

[GenerateSerializer, Alias("test.Outcome`1")]
internal sealed record Outcome<T>([property: Id(0)] T? Value, [property: Id(1)] string? Error);

/// <summary>A record without ids: its members are known by their places.</summary>
[GenerateSerializer]
internal sealed record Plain(string Name, int Count);

/// <summary>Every way in which a class may keep a member.</summary>
[GenerateSerializer]
internal sealed class Keeper
{
    [Id(0)]
    private readonly int _readOnly;

    [Id(1)]
    private string? _field;

    public Keeper()
    {
    }

    public Keeper(int readOnly, string? field, int privately) => (_readOnly, _field, Privately, GetOnly) = (readOnly, field, privately, $"{readOnly}");

    [Id(2)]
    public int Privately { get; private set; } = 1;

    [Id(3)]
    public string Initial { get; init; } = "initial";

    [Id(4)]
    public string? GetOnly { get; }

    [Id(5)]
    public int Settable { get; set; }

    /// <summary>Has no id, so it stays here.</summary>
    public int Local { get; set; }

    public (int ReadOnly, string? Field) Hidden => (_readOnly, _field);

    public void Rename(string field) => _field = field;
}

/// <summary>A constructor for some members, setters for others, defaults for both.</summary>
[GenerateSerializer]
internal sealed record Mixed([property: Id(0)] string Name, [property: Id(1)] int Size = 7)
{
    [Id(2)]
    public int Extra { get; init; } = 5;

    [Id(3)]
    public ImmutableArray<int> List { get; init; } = [1];
}

[GenerateSerializer, Alias("test.Shape")]
internal abstract record Shape([property: Id(0)] string Name);

[GenerateSerializer, Alias("test.Circle")]
internal record Circle(string Name, [property: Id(0)] double Radius) : Shape(Name);

[GenerateSerializer, Alias("test.Ring")]
internal sealed record Ring(string Name, double Radius, [property: Id(0)] double Hole) : Circle(Name, Radius);

internal interface IEvent;

[GenerateSerializer, Alias("test.Happened`1")]
internal sealed record Happened<T>([property: Id(0)] T What) : IEvent;

/// <summary>Is not marked, so it has no name.</summary>
internal sealed record Secret(string Text) : IEvent;

[GenerateSerializer]
internal sealed record Unsendable([property: Id(0)] string Name, [property: Id(1)] Stream Content);

[GenerateSerializer]
internal sealed record HoldsUnsendable([property: Id(0)] ImmutableArray<Unsendable> Inner);

[GenerateSerializer]
internal sealed class Twice
{
    [Id(0)]
    public int First { get; set; }

    [Id(0)]
    public int Second { get; set; }
}

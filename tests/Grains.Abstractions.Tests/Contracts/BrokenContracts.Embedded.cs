using System.Collections.Immutable;

namespace Nusaloka.Grains.Abstractions.Tests.Contracts;

// Contracts that break the rules. Orleans' generator refuses some of them, so they are left out when it is there.

[Alias("mutable")]
internal interface IMutableMessageGrain : IGrainWithStringKey
{
    [Alias("Get")]
    Task<MutableMessage> GetAsync(CancellationToken cancellationToken = default);
}

[GenerateSerializer, Immutable, Alias("mutable.Message")]
internal sealed class MutableMessage
{
    public int Count = 1;

    [Id(0)]
    public string Name { get; set; } = "";
}

[Alias("open")]
internal interface IOpenRecordGrain : IGrainWithStringKey
{
    // Inside a result and an array, where it must be found as well.
    [Alias("Get")]
    Task<ImmutableArray<OpenRecord>> GetAsync(CancellationToken cancellationToken = default);
}

internal record OpenRecord([property: Id(0)] string Name);

internal sealed record DerivedRecord(string Name) : OpenRecord(Name);

[Alias("list")]
internal interface IListGrain : IGrainWithStringKey
{
    [Alias("Get")]
    Task<List<string>> GetAsync(byte[] bytes, DateTime local, CancellationToken cancellationToken = default);
}

[Alias("ids")]
internal interface IIdsGrain : IGrainWithStringKey
{
    [Alias("Get")]
    Task<WrongIds> GetAsync(SameAlias<string> other, CancellationToken cancellationToken = default);
}

[GenerateSerializer, Immutable, Alias("same")]
internal sealed record WrongIds([property: Id(0)] int First, int Second, [property: Id(0)] int Third, [property: Id(3)] int Fourth);

[GenerateSerializer, Immutable, Alias("same")]
internal sealed record SameAlias<T>([property: Id(0)] T Value);

[Alias("methods")]
internal interface IMethodsGrain : IGrainWithStringKey
{
    Task Get();

    [Alias("Early")]
    Task EarlyAsync(string key);

    [Alias("Value")]
    ValueTask ValueAsync(CancellationToken cancellationToken = default);

    [Alias("Any")]
    Task AnyAsync<T>(CancellationToken cancellationToken = default);

    [Alias("Twice")]
    Task OnceAsync(CancellationToken cancellationToken = default);

    [Alias("Twice")]
    Task AgainAsync(CancellationToken cancellationToken = default);
}

internal interface IGuidKeys : IAddressable;

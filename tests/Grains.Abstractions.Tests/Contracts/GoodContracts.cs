using System.Collections.Immutable;

namespace Nusaloka.Grains.Abstractions.Tests.Contracts;

[Alias("good")]
internal interface IGoodGrain : IGrainWithStringKey
{
    [Alias("Get")]
    Task<GoodMessage?> GetAsync(ImmutableArray<GoodMessage> messages, TimeSpan? time, Shade shade, CancellationToken cancellationToken = default);
}

[GenerateSerializer, Immutable, Alias("good.Message")]
internal sealed record GoodMessage([property: Id(0)] string Name, [property: Id(1)] ImmutableDictionary<string, Guid> More)
{
    public int Length => Name.Length;
}

[GenerateSerializer, Alias("good.Shade")]
internal enum Shade
{
    Light,
}

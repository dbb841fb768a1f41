namespace Nusaloka.Runtime.Tests.Serialization;

/// <summary>What grain interfaces may look like on the wire. Nobody implements it: no call gets that far.</summary>
[Alias("test.IWireGrain"), Alias("test.IOldWireGrain")]
internal interface IWireGrain : IGrainWithStringKey
{
    [Alias("Do"), Alias("OldDo")]
    Task<Outcome<string>> DoAsync(Order order, int size = 7, Colour colour = Colour.Red, string? note = null, CancellationToken cancellationToken = default);

    Task AddAsync(int number);

    Task AddAsync(string text);

    ValueTask<int> CountAsync(IWireGrain other, IAddressable any);

    Task SendAsync(Stream content);

    Task<Stream> OpenAsync();
}

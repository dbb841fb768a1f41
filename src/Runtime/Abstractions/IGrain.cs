using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// Marker of all grain interfaces. Methods return <see cref="Task"/>, <see cref="Task{TResult}"/> or their ValueTask forms, and may take
/// a <see cref="CancellationToken"/> as last argument.
/// </summary>
public interface IGrain : IAddressable
{
}

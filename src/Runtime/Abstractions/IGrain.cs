using Orleans.Runtime;

namespace Orleans;

/// <summary>Marker of all grain interfaces. Methods return <see cref="Task"/> or <see cref="Task{TResult}"/>.</summary>
public interface IGrain : IAddressable
{
}

using Orleans.Runtime;

namespace Nusaloka.Runtime.Transport;

/// <summary>What the one who connects says of itself.</summary>
/// <param name="ClusterId">The cluster it belongs to.</param>
/// <param name="IsSilo">A silo, or else a client.</param>
/// <param name="From">Its address; a made-up one of a client.</param>
/// <param name="To">The silo it wants, with its generation: not one that has come to the same place since.</param>
internal sealed record Greeting(string ClusterId, bool IsSilo, SiloAddress From, SiloAddress To);

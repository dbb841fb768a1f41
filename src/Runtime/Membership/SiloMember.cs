using Orleans.Runtime;

namespace Nusaloka.Runtime.Membership;

/// <summary>A silo of the cluster: where it is, what people call it, and how it is.</summary>
internal sealed record SiloMember(SiloAddress Address, string Name, SiloStatus Status);

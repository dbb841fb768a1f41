using Orleans.Runtime;

namespace Nusaloka.Runtime.Metrics;

/// <summary>A silo of the cluster.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Status">How it is.</param>
public sealed record MemberStatistics(SiloAddress Address, string Name, SiloStatus Status);

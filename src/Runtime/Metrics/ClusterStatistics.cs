using System.Collections.Immutable;

namespace Nusaloka.Runtime.Metrics;

/// <summary>The cluster as this host knows it.</summary>
/// <param name="ViewVersion">The version of the newest view known; 0 before the first.</param>
/// <param name="Members">The silos of that view, those that leave included.</param>
public sealed record ClusterStatistics(long ViewVersion, ImmutableArray<MemberStatistics> Members);

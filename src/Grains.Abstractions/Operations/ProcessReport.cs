using System.Collections.Immutable;

namespace Nusaloka.Operations;

/// <summary>What a process says of itself every second: a snapshot, so that a lost one does no harm.</summary>
/// <param name="Process">The process.</param>
/// <param name="Members">The silos in the newest view of the cluster that it knows.</param>
/// <param name="Kinds">What its silo does with grains, kind by kind.</param>
/// <param name="Window">The time that recent figures are of: a minute, or less when the process is younger.</param>
/// <param name="Methods">The calls that its silo has served, method by method.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ProcessReport")]
public sealed record ProcessReport(
    [property: Id(0)] ProcessFigures Process,
    [property: Id(1)] ImmutableArray<MemberReport> Members,
    [property: Id(2)] ImmutableArray<KindReport> Kinds,
    [property: Id(3)] TimeSpan Window,
    [property: Id(4)] ImmutableArray<MethodReport> Methods);

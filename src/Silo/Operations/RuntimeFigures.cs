using System.Collections.Immutable;
using Nusaloka.Operations;

namespace Nusaloka.Silo.Operations;

/// <summary>What the actor runtime under a process says.</summary>
/// <param name="SiloName">The name of the silo in this process; null when there is none.</param>
/// <param name="SiloAddress">Its address, with the generation; null when there is none.</param>
/// <param name="State">How the silo is in the newest view; for a client, whether it sees a silo.</param>
/// <param name="ViewVersion">The newest view known.</param>
/// <param name="Members">The silos of that view, those that leave included.</param>
/// <param name="Kinds">What the silo does with grains, kind by kind.</param>
/// <param name="PendingCalls">Calls of this process that wait for an answer.</param>
public sealed record RuntimeFigures(
    string? SiloName,
    string? SiloAddress,
    ProcessState State,
    long ViewVersion,
    ImmutableArray<MemberReport> Members,
    ImmutableArray<KindReport> Kinds,
    int PendingCalls);

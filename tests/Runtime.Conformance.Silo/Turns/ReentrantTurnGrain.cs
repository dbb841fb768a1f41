using Nusaloka.Runtime.Conformance.Silo.Observation;
using Orleans.Concurrency;

namespace Nusaloka.Runtime.Conformance.Silo.Turns;

/// <summary>The same grain, into which requests come whenever another awaits.</summary>
[Reentrant]
public sealed class ReentrantTurnGrain(Journal journal, Gates gates) : TurnGrain(journal, gates)
{
}

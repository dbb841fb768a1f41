using System.Collections.Immutable;

namespace Nusaloka.Accounts.Programs;

/// <summary>Which programs there are.</summary>
/// <param name="Programs">All that may sign in.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.KnownPrograms")]
public sealed record KnownPrograms([property: Id(0)] ImmutableArray<ProgramStanding> Programs);
